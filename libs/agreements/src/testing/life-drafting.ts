import fc from 'fast-check';
import { Acting } from './life-acting.ts';
import type { LifeModel } from './life-model.ts';
import { PARTIES, hour } from './life.ts';

const seldom = fc.nat({ max: 9 }).map((number) => number === 0);

type Drafting = {
  readonly emergency: boolean;
  readonly delays: { readonly min: number; readonly max: number };
  /** Whether nothing is wrong with it but, at times, its dates. */
  readonly isSound?: boolean;
};

/** More than an emergency version may last. */
const TOO_LONG = 30 * 24 + 1;
const lengths = fc.option(fc.oneof({ weight: 9, arbitrary: fc.nat({ max: 90 }) }, fc.constant(TOO_LONG)));
/** Sometimes none. */
export const grounds = fc.constantFrom('an outbreak', 'an outbreak', 'an outbreak', ' ');

const draftedBy = (
  emergency: boolean,
  {
    delay,
    length,
    ...given
  }: { delay: number; length: number | null; grounds: string; skips: boolean; alone: boolean },
): Acting => {
  const window = ({ now }: LifeModel) => {
    const from = now + delay;
    return { from, to: length === null ? Infinity : from + length };
  };
  const leaves = (model: LifeModel): boolean => given.alone && model.live.length > 0;
  const isBackdated = (model: LifeModel): boolean => {
    const before = model.live.filter((live) => !emergency || live.from <= model.now);
    return delay < 0 || before.some((live) => live.from > window(model).from);
  };
  return new Acting(
    (model) => ({
      act: 'draft',
      version: model.versions.length + (given.skips ? 2 : 1),
      parties: leaves(model) ? PARTIES.slice(1) : PARTIES,
      lane: emergency ? 'emergency' : 'ordinary',
      grounds: given.grounds,
      validFrom: hour(window(model).from),
      validTo: length === null ? null : hour(window(model).to),
    }),
    (model) => ({
      against: [
        given.skips && 'version_order',
        leaves(model) && 'party_missing',
        isBackdated(model) && 'backdated',
        length === 0 && 'invalid_window',
        emergency && length === null && 'no_automatic_end',
        emergency && length === TOO_LONG && 'emergency_too_long',
        emergency && given.grounds === ' ' && 'no_grounds',
      ],
      effect: () => model.versions.push({ emergency, phase: 'drafted', ...window(model), signers: [] }),
    }),
  );
};

/** A draft of the next version, from so many hours on. */
export const drafting = ({ emergency, delays, isSound = false }: Drafting) =>
  fc
    .record({
      delay: fc.integer(delays),
      length: isSound ? fc.option(fc.nat({ max: 90 })) : lengths,
      grounds: isSound ? fc.constant('an outbreak') : grounds,
      skips: isSound ? fc.constant(false) : seldom,
      alone: isSound ? fc.constant(false) : seldom,
    })
    .map((given) => draftedBy(emergency, given));
