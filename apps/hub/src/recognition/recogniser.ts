import { gathering } from '@huren/events';
import { answerWrite, idempotencyKeyOf } from '@huren/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { HubContext } from '../hub-context.ts';
import { recogniseAll } from './recognise.ts';
import type { Recognised, Request } from './recognise.ts';

/** Answers a request about one code with a view of what was decided. */
export type Recogniser = (
  request: FastifyRequest,
  reply: FastifyReply,
  asked: Request,
  view: (recognised: Recognised) => object,
) => Promise<unknown>;

export const RECOGNISER = Symbol('recogniser');

const TOGETHER = { atOnce: 2, most: 200 };

const sole = ([recognised]: readonly Recognised[]): Recognised => {
  if (!recognised) throw new Error('no decision was made');
  return recognised;
};

/** Decisions that are asked for at the same time share a transaction; one with an `Idempotency-Key` has its own. */
export const recogniserOf = (context: HubContext): Recogniser => {
  const { transactions } = context.database;
  const together = gathering(
    (asked: readonly Request[]) => transactions.run((tx) => recogniseAll(tx, asked, context)),
    TOGETHER,
  );
  return async (request, reply, asked, view) =>
    idempotencyKeyOf(request) === undefined
      ? view(await together(asked))
      : answerWrite(transactions, request, reply, async (tx) => ({
          status: 200,
          body: view(sole(await recogniseAll(tx, [asked], context))),
        }));
};
