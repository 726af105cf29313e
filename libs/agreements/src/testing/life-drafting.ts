import type { DivisionCode } from '@huren/standard';
import fc from 'fast-check';
import { Acting } from './life-acting.ts';
import type { LifeModel } from './life-model.ts';
import { THREE, hour } from './life.ts';

const seldom = fc.nat({ max: 9 }).map((number) => number === 0);

type Drafting = {
  readonly emergency: boolean;
  /** Hours from now to the beginning that it says. */
  readonly delay: fc.Arbitrary<number>;
  /** Whether nothing is wrong with it but, at times, its dates. */
  readonly isSound?: boolean;
};

/** Hours that an emergency version may last. */
export const MOST = 30 * 24;
const lengths = fc.option(fc.oneof({ weight: 9, arbitrary: fc.nat({ max: 90 }) }, fc.constant(MOST + 1)));
/** Sometimes none. */
export const grounds = fc.constantFrom('an outbreak', 'an outbreak', 'an outbreak', ' ');

/** Three, at times two. */
const named = fc.oneof(
  fc.constant(THREE),
  fc.constantFrom(...THREE).map((without) => THREE.filter((party) => party !== without)),
);

type Drafted = {
  readonly delay: number;
  readonly length: number | null;
  readonly grounds: string;
  readonly named: readonly DivisionCode[];
  readonly skips: boolean;
  /** Whether whoever is bound by what is signed is not thought of. */
  readonly alone: boolean;
};

const draftedBy = (emergency: boolean, { delay, length, ...given }: Drafted): Acting => {
  const window = ({ now }: LifeModel) => {
    const from = now + delay;
    return { from, to: length === null ? Infinity : from + length };
  };
  const asked = (model: LifeModel) => model.mustBeAsked({ emergency, from: window(model).from });
  const parties = (model: LifeModel): readonly DivisionCode[] =>
    given.alone ? given.named : THREE.filter((one) => [...given.named, ...asked(model)].includes(one));
  const isBackdated = (model: LifeModel): boolean =>
    delay < 0 || model.live.some((live) => live.from > window(model).from);
  /** Hours from where it can begin to its end: what is signed in an emergency begins no sooner than it is signed. */
  const lasting = length === null ? Infinity : length + Math.min(0, emergency ? delay : 0);
  return new Acting(
    (model) => ({
      act: 'draft',
      version: model.versions.length + (given.skips ? 2 : 1),
      parties: parties(model),
      lane: emergency ? 'emergency' : 'ordinary',
      grounds: given.grounds,
      validFrom: hour(window(model).from),
      validTo: length === null ? null : hour(window(model).to),
    }),
    (model) => ({
      against: [
        given.skips && 'version_order',
        asked(model).some((one) => !parties(model).includes(one)) && 'party_missing',
        !emergency && isBackdated(model) && 'backdated',
        lasting <= 0 && 'invalid_window',
        emergency && delay > MOST && 'invalid_window',
        emergency && length === null && 'no_automatic_end',
        emergency && length !== null && lasting > MOST && 'emergency_too_long',
        emergency && given.grounds === ' ' && 'no_grounds',
      ],
      effect: () =>
        model.versions.push({
          ...{ emergency, parties: parties(model), phase: 'drafted', ...window(model) },
          ...{ signers: [], hadBegun: false, after: 0, restsOn: [] },
        }),
    }),
  );
};

/** A draft of the next version, from so many hours on. */
export const drafting = ({ emergency, delay, isSound = false }: Drafting) =>
  fc
    .record({
      delay,
      length: isSound ? fc.option(fc.nat({ max: 90 })) : lengths,
      grounds: isSound ? fc.constant('an outbreak') : grounds,
      named,
      skips: isSound ? fc.constant(false) : seldom,
      alone: isSound ? fc.constant(false) : seldom,
    })
    .map((given) => draftedBy(emergency, given));
