import { Client } from 'pg';

const UNANSWERED = 'Query read timeout';

const ask = Client.prototype.query as (this: Client, ...args: unknown[]) => unknown;

/** A client whose connection goes with a query that is not answered in time: the next would wait behind it. */
export class BoundedClient extends Client {}

BoundedClient.prototype.query = function (this: Client, ...args: unknown[]): unknown {
  const answer = ask.apply(this, args);
  if (answer instanceof Promise)
    answer.catch((error: Error) => {
      if (error.message === UNANSWERED) void this.end();
    });
  return answer;
} as Client['query'];
