import type { DivisionCode } from '@huren/standard';
import type { Signer } from '../life-cycle/life.ts';
import { Acting } from './life-acting.ts';
import type { LifeModel, ModelVersion } from './life-model.ts';

/** Least hours from the last signature of an ordinary version until it takes effect. */
export const LEAD = 24;
export const numberOf = ({ versions }: LifeModel, past: number): number => versions.length - past;
export const versionOf = (model: LifeModel, past: number): ModelVersion | undefined =>
  model.versions[numberOf(model, past) - 1];

/** What speaks against any act of a party on a version: there is no such version, or the party is none to it. */
export const strange = (known: ModelVersion | undefined, by: DivisionCode) =>
  [!known && 'unknown_version', known && !known.parties.includes(by) && 'foreign_party'] as const;

const hasLeft = (model: LifeModel, version: ModelVersion | undefined, by: DivisionCode): boolean =>
  version !== undefined && model.leftAt(version, by) <= model.now;

/** What speaks against an act of a party that binds: it is strange, or has left. */
export const unbound = (model: LifeModel, known: ModelVersion | undefined, by: DivisionCode) =>
  [...strange(known, by), hasLeft(model, known, by) && 'foreign_party'] as const;

/** What speaks against an act on what is not signed yet: who has left what an emergency version would lie over. */
const unconcerned = (model: LifeModel, known: ModelVersion | undefined, by: DivisionCode) => {
  const under = known ? model.under(known) : [];
  return [...strange(known, by), under.some((each) => hasLeft(model, each, by)) && 'foreign_party'] as const;
};

export const movedBy = (act: 'propose' | 'withdraw', past: number, by: DivisionCode): Acting =>
  new Acting(
    (model) => ({ act, version: numberOf(model, past), by }),
    (model) => {
      const known = versionOf(model, past);
      const open = act === 'propose' ? ['drafted'] : ['drafted', 'proposed'];
      return {
        against: [
          ...unconcerned(model, known, by),
          known && !open.includes(known.phase) && 'illegal_transition',
        ],
        effect: () => {
          if (known) known.phase = act === 'propose' ? 'proposed' : 'gone';
        },
      };
    },
  );

/** How many signatures a version still needs. */
const missing = ({ emergency, parties, signers }: ModelVersion): number =>
  (emergency ? 2 : parties.length) - signers.length;

/** What speaks against the last signature of a version. */
const againstCompletion = (model: LifeModel, known: ModelVersion) => {
  const { live, now, versions, suspendedBy } = model;
  const newer = versions.slice(versions.indexOf(known) + 1);
  const { emergency, from, to } = known;
  return [
    newer.some((other) => missing(other) === 0) && 'version_order',
    (to <= now || (emergency && from > now)) && 'invalid_window',
    emergency && suspendedBy.size > 0 && 'suspended',
    !emergency && from < now + LEAD && 'lead_time',
    !emergency && live.some((other) => other.from > from) && 'backdated',
    model.mustBeAsked(known).some((party) => !known.parties.includes(party)) && 'party_missing',
  ] as const;
};

/** What speaks against a further signature. */
const againstFurther = ({ emergency, signers }: ModelVersion, by: Signer) => {
  const ofOne = signers.filter(({ party }) => party === by.party);
  return [
    emergency && ofOne.length < signers.length && 'other_party',
    ofOne.some(({ person }) => !emergency || person === by.person) && 'already_signed',
  ] as const;
};

export const signedBy = (past: number, by: Signer): Acting =>
  new Acting(
    (model) => ({ act: 'sign', version: numberOf(model, past), signer: by }),
    (model) => {
      const known = versionOf(model, past);
      const isLast = known && missing(known) === 1;
      return {
        against: [
          ...unconcerned(model, known, by.party),
          known && known.phase !== 'proposed' && 'illegal_transition',
          ...(known ? againstFurther(known, by) : []),
          ...(isLast ? againstCompletion(model, known) : []),
        ],
        effect: () => {
          known?.signers.push(by);
          if (isLast) model.complete(known);
        },
      };
    },
  );

/** A version that is proposed and signed by all that must, the one that comes first by their turn. */
export const agreedBy = (model: LifeModel, past: number, turn: number): Acting[] => {
  const { parties, emergency } = versionOf(model, past) ?? { parties: ['420000'] as const, emergency: false };
  const by = parties[turn % parties.length] ?? '420000';
  const others = emergency ? [by] : parties.filter((party) => party !== by);
  return [
    movedBy('propose', past, by),
    signedBy(past, { party: by, person: 'Wang' }),
    ...others.map((party) => signedBy(past, { party, person: 'Li' })),
  ];
};
