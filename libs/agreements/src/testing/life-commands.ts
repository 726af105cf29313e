import fc from 'fast-check';
import { Acting, Agreeing, Waiting } from './life-acting.ts';
import { MOST, drafting, grounds } from './life-drafting.ts';
import { THREE, hour } from './life.ts';
import { LEAD, agreedBy, movedBy, numberOf, signedBy, strange, unbound, versionOf } from './life-signing.ts';

const party = fc.constantFrom(...THREE, '330000' as const);
const signer = fc.record({ party, person: fc.constantFrom('Wang', 'Li') });
/** How far a version lies behind the newest. */
const behind = fc.nat({ max: 3 });

const draft = fc.oneof(
  drafting({ emergency: false, delay: fc.integer({ min: -1, max: 60 }) }),
  drafting({ emergency: true, delay: fc.integer({ min: -40, max: 60 }) }),
  drafting({ emergency: true, delay: fc.constantFrom(MOST, MOST + 1) }),
);

const moved = fc
  .tuple(fc.constantFrom('propose' as const, 'withdraw' as const), behind, party)
  .map((given) => movedBy(...given));

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
            ...unbound(model, known, by.party),
            why === ' ' && 'no_grounds',
            known && (!isOpen || model.suspendedBy.has(by.party)) && 'illegal_transition',
          ],
          effect: () => {
            for (const over of model.versions.slice(numberOf(model, past)))
              if (over.phase === 'complete' && over.from <= model.now) over.to = Math.min(over.to, model.now);
            model.suspendedBy.add(by.party);
            model.settle();
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
            ...unbound(model, known, by.party),
            known && !model.isLive(known) && 'illegal_transition',
            notice < 168 && 'notice_too_short',
          ],
          effect: () => model.leave(by.party, model.now + notice),
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
            ...unbound(model, known, by.party),
            known && !model.isLive(known) && 'illegal_transition',
            by.party !== other.party && 'other_party',
            by.party === other.party && by.person === other.person && 'already_signed',
            why === ' ' && 'no_grounds',
          ],
          effect: () => model.leave(by.party, model.now),
        };
      },
    ),
);

/** What is to come, soon enough to be agreed to, or an emergency version at once. */
const soon = (emergency: boolean) =>
  drafting({
    emergency,
    delay: emergency ? fc.integer({ min: -9, max: 0 }) : fc.integer({ min: LEAD, max: 40 }),
    isSound: true,
  });
const turn = fc.nat({ max: 2 });

const agreeing = (emergency: boolean) =>
  fc
    .tuple(soon(emergency), turn)
    .map(([first, whose]) => new Agreeing([first], (model) => agreedBy(model, 0, whose)));

/** Two drafts before either is signed. */
const crossing = fc
  .tuple(soon(false), fc.boolean().chain(soon), turn)
  .map(
    ([first, second, whose]) =>
      new Agreeing([first, second], (model) => [1, 0].flatMap((past) => agreedBy(model, past, whose))),
  );

const waiting = fc.integer({ min: 1, max: 40 }).map((hours) => new Waiting(hours));

/** What may be tried, in any order. */
export const lifeCommands = fc.commands(
  [
    draft,
    agreeing(false),
    agreeing(true),
    crossing,
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
