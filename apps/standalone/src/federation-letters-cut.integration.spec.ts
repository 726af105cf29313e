import type { Transactions } from '@huren/events';
import { openLink } from '@huren/testing';
import type { Cut, TcpLink } from '@huren/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { temporaryFederation } from './demo/temporary-federation.ts';
import type { Federation } from './federation.ts';
import { send } from './testing/send.ts';
import { until } from './testing/until.ts';

let federation: Federation;
let link: TcpLink;

beforeAll(async () => {
  federation = await temporaryFederation('2020-03-16T09:00:00+08:00');
}, 60_000);

afterAll(() => federation.stop(), 60_000);

beforeEach(async () => {
  link = await openLink({ port: Number(new URL(federation.issuer.url).port) });
  const issuer = { name: 'issuer', url: `http://127.0.0.1:${link.port}` };
  federation.hubContext.services = () => [issuer, { name: 'risk', url: federation.risk.url }];
});

afterEach(() => link.close());

const at = () => `${federation.hub.url}/v1/admin/federation/dead-letters`;
const asked = async (after?: unknown) =>
  (await send(after ? `${at()}?after=${String(after)}` : at(), 'GET', undefined)).body;
const unanswered = async () => (await asked())['unanswered'];

/** The hub's transactions, which PostgreSQL gives up once they have done nothing for a moment. */
const giveUpIdle = (): (() => void) => {
  const { hubContext } = federation;
  const { database } = hubContext;
  const run: Transactions['run'] = (work) =>
    database.transactions.run(async (tx) => {
      await tx.query('set local idle_in_transaction_session_timeout = 200');
      return work(tx);
    });
  Object.assign(hubContext, { database: { ...database, transactions: { run } } });
  return () => void Object.assign(hubContext, { database });
};

const IDLE = `
select count(*)::int as n from pg_stat_activity
where datname = current_database() and state like 'idle in transaction%'
and clock_timestamp() - state_change > interval '1 second'`;

/** Transactions of the hub that have done nothing for a second. */
const idle = async (): Promise<number> =>
  (await federation.hubContext.database.sql.query<{ n: number }>(IDLE))[0]?.n ?? 0;

describe('a service that a cut keeps from the hub', () => {
  it.each<Cut>(['reset', 'silent', 'forgotten'])(
    'is named by the hub among those that do not answer, and asked again once it can be: %s',
    async (how) => {
      expect(await unanswered()).toEqual([]);
      link.sever(how);
      const { next, ...told } = await asked();
      expect(told['unanswered']).toEqual([{ service: 'issuer', replica: 1, reason: 'does not answer' }]);
      link.heal();
      // Its place is kept, so that whoever follows `next` comes to it.
      expect(next).toBe('issuer~1');
      expect(await asked(next)).toMatchObject({ unanswered: [], next: null });
      expect(await until(unanswered, (named) => Array.isArray(named) && named.length === 0)).toEqual([]);
    },
  );

  it('may take longer over a replay than the database lets others stand idle', async () => {
    const restore = giveUpIdle();
    link.sever('silent');
    const replayed = send(`${at()}/replay`, 'POST', { all: true });
    await until(idle, (n) => n > 0).finally(() => {
      restore();
      link.heal();
    });
    expect(await replayed).toMatchObject({ status: 200, body: { letters: [], unanswered: [] } });
  });
});
