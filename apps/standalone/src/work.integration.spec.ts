import { operatorsHeader } from '@huren/platform';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryFederation } from './demo/temporary-federation.ts';
import type { Federation } from './federation.ts';
import { send } from './testing/send.ts';

/** The canary and what the hub asks of others pass with it. */
const TOKEN = 'operators-of-a-test-federation-01';

let federation: Federation;

beforeAll(async () => {
  federation = await temporaryFederation('2020-03-16T09:00:00+08:00', {
    WORK_BOUND_SECONDS: '7',
    OPERATORS_TOKEN: TOKEN,
  });
}, 60_000);

afterAll(() => federation.stop(), 60_000);

type Work = { status: string; checks: Record<string, unknown>; alarms: { name: string }[] };

const work = async (): Promise<{ status: number; body: Work }> =>
  (await send(`${federation.hub.url}/health/work`, 'GET', undefined)) as never;

const ready = async (): Promise<number> =>
  (await send(`${federation.hub.url}/health/ready`, 'GET', undefined)).status;

const alarms = async (): Promise<string[]> => (await work()).body.alarms.map(({ name }) => name);

const until = async (what: string, holds: () => Promise<boolean>): Promise<void> => {
  const end = performance.now() + 30_000;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

describe('the health of the work', () => {
  it('is seen by a canary that comes round through HTTP, decision, outbox, bus and consumer', async () => {
    await until('the canary came round', async () => {
      const rows = await federation.hubContext.database.sql.query('select 1 from canary');
      return rows.length === 1;
    });
    await until('all is well', async () => (await work()).status === 200);
    expect((await work()).body).toMatchObject({
      status: 'working',
      checks: { canary: { ok: true }, outbox: { ok: true }, 'lag:hub.records': { ok: true, lag: 0 } },
    });
  });

  it('is for operators: the hub shows their token wherever it asks, and tells nobody else', async () => {
    const url = `${federation.hub.url}/v1/admin/federation/dead-letters`;
    expect((await fetch(url)).status).toBe(401);
    const answer = await fetch(url, { headers: operatorsHeader(TOKEN) });
    expect(await answer.json()).toMatchObject({ letters: [], unanswered: [] });
  });

  it('raises an alarm while the consumers stand still and clears it by itself, and readiness stays', async () => {
    await federation.hub.server.pause();
    await until('an alarm', async () => (await alarms()).includes('canary'));
    expect(await work()).toMatchObject({ status: 503, body: { status: 'alarm' } });
    expect(await ready()).toBe(200);
    federation.hub.server.resume();
    await until('no alarm', async () => (await alarms()).length === 0);
    expect((await work()).status).toBe(200);
  }, 90_000);
});
