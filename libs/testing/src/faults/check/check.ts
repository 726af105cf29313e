import { checkLost } from './check-lost.ts';
import { checkModels } from './check-models.ts';
import { checkOrder } from './check-order.ts';
import { checkTwice } from './check-twice.ts';
import type { Snapshot, Violation } from './snapshot.ts';

/** Nothing waits in an outbox or among the dead letters. */
const checkLeftOver = ({ hub, risk, issuers }: Snapshot): Violation[] =>
  Object.entries({ hub, risk, 'issuer a': issuers.a, 'issuer b': issuers.b }).flatMap(
    ([about, { deadLetters, outbox }]) => [
      ...(deadLetters > 0
        ? [{ kind: 'left over' as const, about, detail: `${deadLetters} dead letters` }]
        : []),
      ...(outbox > 0
        ? [{ kind: 'left over' as const, about, detail: `${outbox} events in the outbox` }]
        : []),
    ],
  );

/** Compares the client's journal with every database and topic. No violation: nothing was lost, doubled, reordered. */
export const check = (snapshot: Snapshot): Violation[] => [
  ...checkLost(snapshot),
  ...checkTwice(snapshot),
  ...checkOrder(snapshot),
  ...checkModels(snapshot),
  ...checkLeftOver(snapshot),
];
