import type { DivisionCode } from '@huren/standard';
import fc from 'fast-check';
import type { Signer } from '../life-cycle/life.ts';
import { Acting, Agreeing, Waiting } from './life-acting.ts';
import type { LifeModel, ModelVersion } from './life-model.ts';
import { PARTIES, hour } from './life.ts';

const LEAD = 24;
const party = fc.constantFrom(...PARTIES, '510000' as const);
const signer = fc.record({ party, person: fc.constantFrom('Wang', 'Li') });
/** How far a version lies behind the newest. */
const behind = fc.nat({ max: 3 });
const numberOf = ({ versions }: LifeModel, past: number): number => versions.length - past;

const isParty = (code: string): boolean => PARTIES.some((known) => known === code);

const drafting = (emergency: boolean, delays: { min: number; max: number }) =>
  fc
    .record({
      delay: fc.integer(delays),
      length: fc.option(fc.integer({ min: 0, max: 90 })),
    })
    .map(({ delay, length }) => {
      const window = ({ now }: LifeModel) => ({
        from: now + delay,
        to: length === null ? Infinity : now + delay + length,
      });
      return new Acting(
        (model) => ({
          act: 'draft',
          version: model.versions.length + 1,
          parties: PARTIES,
          lane: emergency ? 'emergency' : 'ordinary',
          grounds: 'an outbreak',
          validFrom: hour(window(model).from),
          validTo: length === null ? null : hour(window(model).to),
        }),
        (model) => {
          const { from, to } = window(model);
          if (delay < 0 || length === 0 || (emergency && length === null)) return undefined;
          const before = model.live.filter((live) => !emergency || live.from <= model.now);
          if (before.some((live) => live.from > from)) return undefined;
          return () => model.versions.push({ emergency, phase: 'drafted', from, to, signers: [] });
        },
      );
    });

const draft = fc.boolean().chain((emergency) => drafting(emergency, { min: -1, max: 60 }));

const movedBy = (act: 'propose' | 'withdraw', past: number, by: DivisionCode): Acting =>
  new Acting(
    (model) => ({ act, version: numberOf(model, past), by }),
    (model) => {
      const known = model.versions[numberOf(model, past) - 1];
      const open = act === 'propose' ? ['drafted'] : ['drafted', 'proposed'];
      if (!known || !isParty(by) || !open.includes(known.phase)) return undefined;
      return () => {
        known.phase = act === 'propose' ? 'proposed' : 'gone';
      };
    },
  );

const moved = fc
  .tuple(fc.constantFrom('propose' as const, 'withdraw' as const), behind, party)
  .map((given) => movedBy(...given));

/** Whether a version may be completed by its last signature. */
const mayComplete = (model: LifeModel, known: ModelVersion): boolean => {
  const { live, now, versions } = model;
  const newer = versions.slice(versions.indexOf(known) + 1);
  if (known.to <= now || newer.some(({ signers }) => signers.length === 2)) return false;
  if (known.emergency) return known.from <= now && model.suspendedBy.size === 0;
  return known.from >= now + LEAD && live.every(({ from }) => from <= known.from);
};

const signedBy = (past: number, by: Signer): Acting =>
  new Acting(
    (model) => ({ act: 'sign', version: numberOf(model, past), signer: by }),
    (model) => {
      const known = model.versions[numberOf(model, past) - 1];
      if (known?.phase !== 'proposed' || !isParty(by.party)) return undefined;
      const [first] = known.signers;
      if (first && (first.party === by.party) !== known.emergency) return undefined;
      if (first && known.emergency && first.person === by.person) return undefined;
      if (first && !mayComplete(model, known)) return undefined;
      return () => {
        known.signers.push(by);
        if (known.signers.length < 2) return;
        known.phase = 'complete';
        if (known.emergency) known.from = model.now;
      };
    },
  );

const signing = fc.tuple(behind, signer).map((given) => signedBy(...given));

const suspending = fc.tuple(behind, signer).map(([past, by]) => {
  return new Acting(
    (model) => ({ act: 'suspend', version: numberOf(model, past), signer: by, grounds: 'an outbreak' }),
    (model) => {
      const known = model.versions[numberOf(model, past) - 1];
      const isBegun = known !== undefined && known.from <= model.now;
      if (!isParty(by.party) || !isBegun || model.suspendedBy.has(by.party) || !model.live.includes(known))
        return undefined;
      return () => {
        for (const over of model.versions.slice(numberOf(model, past)))
          if (over.phase === 'complete' && over.from <= model.now) over.to = Math.min(over.to, model.now);
        model.suspendedBy.add(by.party);
      };
    },
  );
});

const resuming = fc.tuple(behind, signer).map(([past, by]) => {
  return new Acting(
    (model) => ({ act: 'resume', version: numberOf(model, past), signer: by }),
    (model) => {
      const held = model.holding && model.holding === model.versions[numberOf(model, past) - 1];
      if (!held || !model.suspendedBy.has(by.party)) return undefined;
      return () => {
        model.suspendedBy.delete(by.party);
      };
    },
  );
});

const ending = fc
  .tuple(behind, signer, fc.option(fc.integer({ min: 160, max: 200 })))
  .map(([past, by, notice]) => {
    return new Acting(
      (model) =>
        notice === null
          ? {
              act: 'end_in_emergency',
              version: numberOf(model, past),
              signers: [by, { ...by, person: 'Zhao' }],
              grounds: 'an outbreak',
            }
          : {
              act: 'give_notice',
              version: numberOf(model, past),
              signer: by,
              until: hour(model.now + notice),
            },
      (model) => {
        const known = model.versions[numberOf(model, past) - 1];
        if (!known || !model.isLive(known) || !isParty(by.party)) return undefined;
        if (notice !== null && notice < 168) return undefined;
        return () => model.endAt(model.now + (notice ?? 0));
      },
    );
  });

const agreeing = (isEmergency: boolean) =>
  fc
    .record({
      first: drafting(isEmergency, { min: isEmergency ? 0 : LEAD, max: isEmergency ? 0 : 40 }),
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
    ending,
    waiting,
  ],
  { maxCommands: 60, size: 'max' },
);
