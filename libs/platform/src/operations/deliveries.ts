import { createDelivery } from '@huren/events';
import type { Delivery } from '@huren/events';
import { refuse } from '../errors/problem.ts';
import type { SelectionDto } from './dead-letters.dto.ts';
import type { LetterCursor } from './letter-cursor.ts';
import type { Operations } from './operations.ts';

const CONSUMERS = `
select distinct consumer from dead_letter
 union (select consumer from dismissed_letter where consumer = $1 limit 1)`;

const handler = (): Promise<never> => Promise.reject(new Error('the service has no such consumer any more'));

/** Consumers of a service, and those that it has no more, of which letters are left; the one that is named also of which any was dismissed. */
export const deliveriesWithGone = async (
  { server: { deliveries }, transactions }: Operations,
  { consumer }: SelectionDto,
): Promise<ReadonlyMap<string, Delivery>> => {
  const rows = await transactions.run((tx) => tx.query<{ consumer: string }>(CONSUMERS, [consumer ?? null]));
  const gone = rows.flatMap(({ consumer }) =>
    deliveries.has(consumer)
      ? []
      : [[consumer, createDelivery({ consumer, transactions, handler })] as const],
  );
  return new Map([...deliveries, ...gone]);
};

/**
 * Those that a request means, in the order of their names, from that of a cursor on.
 * @throws ProblemException where none has the name
 */
export const chosenOf = (
  deliveries: ReadonlyMap<string, Delivery>,
  { consumer, keeper }: SelectionDto,
  after?: LetterCursor | undefined,
): [string, Delivery][] => {
  if (consumer !== undefined && !deliveries.has(consumer))
    return refuse(422, 'unknown_consumer', 'consumer', 'is no consumer of this service');
  return [...deliveries]
    .filter(([, one]) => (keeper ?? one.keeper) === one.keeper)
    .filter(([name]) => (consumer ?? name) === name && name >= (after?.consumer ?? ''))
    .sort(([a], [b]) => (a < b ? -1 : 1));
};
