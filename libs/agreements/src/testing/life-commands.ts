import type { DivisionCode } from '@huren/standard';
import fc from 'fast-check';
import type { Signer } from '../life-cycle/life.ts';
import { Acting, Agreeing, Waiting } from './life-acting.ts';
import { MOST, drafting, grounds } from './life-drafting.ts';
import type { LifeModel, ModelVersion } from './life-model.ts';
import { PARTIES, hour } from './life.ts';

const LEAD = 24;
const party = fc.constantFrom(...PARTIES, '510000' as const);
const signer = fc.record({ party, person: fc.constantFrom('Wang', 'Li') });
/** How far a version lies behind the newest. */
const behind = fc.nat({ max: 3 });
const numberOf = ({ versions }: LifeModel, past: number): number => versions.length - past;
const versionOf = (model: LifeModel, past: number): ModelVersion | undefined =>
  model.versions[numberOf(model, past) - 1];

const isParty = (code: string): boolean => PARTIES.some((known) => known === code);

const draft = fc.oneof(
  drafting({ emergency: false, delay: fc.integer({ min: -1, max: 60 }) }),
  drafting({ emergency: true, delay: fc.integer({ min: -40, max: 60 }) }),
  drafting({ emergency: true, delay: fc.constantFrom(MOST, MOST + 1) }),
);

/** What speaks against any act of a party on a version: there is no such version, or the party is none to it. */
const strange = (known: ModelVersion | undefined, by: DivisionCode) =>
  [!known && 'unknown_version', !isParty(by) && 'foreign_party'] as const;

const movedBy = (act: 'propose' | 'withdraw', past: number, by: DivisionCode): Acting =>
  new Acting(
    (model) => ({ act, version: numberOf(model, past), by }),
    (model) => {
      const known = versionOf(model, past);
      const open = act === 'propose' ? ['drafted'] : ['drafted', 'proposed'];
      return {
        against: [...strange(known, by), known && !open.includes(known.phase) && 'illegal_transition'],
        effect: () => {
          if (known) known.phase = act === 'propose' ? 'proposed' : 'gone';
        },
      };
    },
  );

const moved = fc
  .tuple(fc.constantFrom('propose' as const, 'withdraw' as const), behind, party)
  .map((given) => movedBy(...given));

/** What speaks against the last signature of a version. */
const againstCompletion = ({ live, now, versions, suspendedBy }: LifeModel, known: ModelVersion) => {
  const newer = versions.slice(versions.indexOf(known) + 1);
  const { emergency, from, to } = known;
  return [
    newer.some(({ signers }) => signers.length === 2) && 'version_order',
    (to <= now || (emergency && from > now)) && 'invalid_window',
    emergency && suspendedBy.size > 0 && 'suspended',
    !emergency && from < now + LEAD && 'lead_time',
    !emergency && live.some((other) => other.from > from) && 'backdated',
  ] as const;
};

/** What speaks against a second signature beside a first. */
const againstSecond = ({ emergency }: ModelVersion, first: Signer, by: Signer) => {
  const isOfOne = first.party === by.party;
  return [
    emergency && !isOfOne && 'other_party',
    (emergency ? isOfOne && first.person === by.person : isOfOne) && 'already_signed',
  ] as const;
};

const signedBy = (past: number, by: Signer): Acting =>
  new Acting(
    (model) => ({ act: 'sign', version: numberOf(model, past), signer: by }),
    (model) => {
      const known = versionOf(model, past);
      const [first] = known?.signers ?? [];
      const second =
        known && first ? [...againstSecond(known, first, by), ...againstCompletion(model, known)] : [];
      return {
        against: [
          ...strange(known, by.party),
          known && known.phase !== 'proposed' && 'illegal_transition',
          ...second,
        ],
        effect: () => {
          known?.signers.push(by);
          if (!known || !first) return;
          known.phase = 'complete';
          if (known.emergency) known.from = model.now;
        },
      };
    },
  );

const signing = fc.tuple(behind, signer).map((given) => signedBy(...given));

const suspending = fc.tuple(behind, signer, grounds).map(
  ([past, by, why]) =>
    new Acting(
      (model) => ({ act: 'suspend', version: numberOf(model, past), signer: by, grounds: why }),
      (model) => {
        const known = versionOf(model, past);
        const isOpen = known && known.from <= model.now && model.live.includes(known);
        return {
          against: [
            ...strange(known, by.party),
            why === ' ' && 'no_grounds',
            known && (!isOpen || model.suspendedBy.has(by.party)) && 'illegal_transition',
          ],
          effect: () => {
            for (const over of model.versions.slice(numberOf(model, past)))
              if (over.phase === 'complete' && over.from <= model.now) over.to = Math.min(over.to, model.now);
            model.suspendedBy.add(by.party);
          },
        };
      },
    ),
);

const resuming = fc.tuple(behind, signer).map(
  ([past, by]) =>
    new Acting(
      (model) => ({ act: 'resume', version: numberOf(model, past), signer: by }),
      (model) => {
        const known = versionOf(model, past);
        const isSuspended = known !== undefined && known === model.holding && model.suspendedBy.size > 0;
        return {
          against: [
            ...strange(known, by.party),
            known && !isSuspended && 'illegal_transition',
            isSuspended && !model.suspendedBy.has(by.party) && 'not_who_suspended',
          ],
          effect: () => model.suspendedBy.delete(by.party),
        };
      },
    ),
);

const noticed = fc.tuple(behind, signer, fc.integer({ min: 160, max: 200 })).map(
  ([past, by, notice]) =>
    new Acting(
      (model) => ({
        act: 'give_notice',
        version: numberOf(model, past),
        signer: by,
        until: hour(model.now + notice),
      }),
      (model) => {
        const known = versionOf(model, past);
        return {
          against: [
            ...strange(known, by.party),
            known && !model.isLive(known) && 'illegal_transition',
            notice < 168 && 'notice_too_short',
          ],
          effect: () => model.endAt(model.now + notice),
        };
      },
    ),
);

const endedAtOnce = fc.tuple(behind, signer, signer, grounds).map(
  ([past, by, other, why]) =>
    new Acting(
      (model) => ({
        act: 'end_in_emergency',
        version: numberOf(model, past),
        signers: [by, other],
        grounds: why,
      }),
      (model) => {
        const known = versionOf(model, past);
        return {
          against: [
            ...strange(known, by.party),
            known && !model.isLive(known) && 'illegal_transition',
            by.party !== other.party && 'other_party',
            by.party === other.party && by.person === other.person && 'already_signed',
            why === ' ' && 'no_grounds',
          ],
          effect: () => model.endAt(model.now),
        };
      },
    ),
);

const agreeing = (isEmergency: boolean) =>
  fc
    .record({
      first: drafting({
        emergency: isEmergency,
        delay: isEmergency ? fc.integer({ min: -9, max: 0 }) : fc.integer({ min: LEAD, max: 40 }),
        isSound: true,
      }),
      by: fc.constantFrom(...PARTIES),
    })
    .map(({ first, by }) => {
      const other = isEmergency ? by : (PARTIES.find((each) => each !== by) ?? by);
      return new Agreeing([
        first,
        movedBy('propose', 0, by),
        signedBy(0, { party: by, person: 'Wang' }),
        signedBy(0, { party: other, person: 'Li' }),
      ]);
    });

const waiting = fc.integer({ min: 1, max: 40 }).map((hours) => new Waiting(hours));

/** What may be tried, in any order. */
export const lifeCommands = fc.commands(
  [
    draft,
    agreeing(false),
    agreeing(true),
    moved,
    moved,
    signing,
    signing,
    signing,
    suspending,
    resuming,
    noticed,
    endedAtOnce,
    waiting,
  ],
  { maxCommands: 60, size: 'max' },
);
