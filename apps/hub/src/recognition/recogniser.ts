import { gathering } from '@huren/events';
import { answerWrite, idempotencyKeyOf, noteMisses } from '@huren/platform';
import type { Sql } from '@huren/events';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { HubContext } from '../hub-context.ts';
import { recogniseAll } from './recognise.ts';
import type { Recognised, Request } from './recognise.ts';

/** Answers a request about one code with a view of what was decided. */
export type Recogniser = <View>(
  request: FastifyRequest,
  reply: FastifyReply,
  asked: Request,
  view: (recognised: Recognised) => View,
) => Promise<View>;

export const RECOGNISER = Symbol('recogniser');

const TOGETHER = { atOnce: 2, most: 200 };

const sole = ([recognised]: readonly Recognised[]): Recognised => {
  if (!recognised) throw new Error('no decision was made');
  return recognised;
};

/** Decisions that are asked for at the same time share a transaction; one with an `Idempotency-Key` has its own. */
export const recogniserOf = (context: HubContext): Recogniser => {
  const { database, records } = context;
  const { transactions } = database;
  const decide = (tx: Sql, asked: readonly Request[]): Promise<Recognised[]> =>
    recogniseAll(tx, asked, context, records.find);
  const together = gathering(
    (asked: readonly Request[]) => transactions.run((tx) => decide(tx, asked)),
    TOGETHER,
  );
  return async (request, reply, asked, view) => {
    const seen = (recognised: Recognised) => {
      if (recognised.decision.result === 'not_found') noteMisses(request);
      return view(recognised);
    };
    return idempotencyKeyOf(request) === undefined
      ? seen(await together(asked))
      : answerWrite(transactions, request, reply, async (tx) => {
          const recognised = sole(await decide(tx, [asked]));
          return { status: 200, body: seen(recognised), decisions: [recognised.decision.decisionId] };
        });
  };
};
