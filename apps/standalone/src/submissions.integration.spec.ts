import { appendToOutbox, draftOf, regionTopic } from '@huren/events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resident } from './demo/people.ts';
import { temporaryFederation } from './demo/temporary-federation.ts';
import { worldOf } from './demo/world.ts';
import type { Code, World } from './demo/world.ts';
import type { Federation } from './federation.ts';
import { send } from './testing/send.ts';

let federation: Federation;
let world: World;
let code: Code;

beforeAll(async () => {
  federation = await temporaryFederation('2020-03-16T09:00:00+08:00');
  world = worldOf(federation);
  code = await world.apply('420000', resident('421002', 1));
  await federation.settle();
}, 60_000);

afterAll(() => federation.stop(), 60_000);

const recognise = (body: unknown, headers?: Record<string, string>) =>
  send(`${federation.hub.url}/v1/recognitions`, 'POST', body, headers);

describe('submissions', () => {
  it('the same write under the same key gets the first answer, another body under it is refused', async () => {
    const body = { presented: await world.show(code), destination: '440111' };
    const key = { 'idempotency-key': 'gate-7-0001' };
    const first = await recognise(body, key);
    expect(first).toMatchObject({ status: 200, body: { result: 'recognised' } });
    expect((await recognise(body, key)).body).toEqual(first.body);
    expect(await recognise({ ...body, destination: '440106' }, key)).toMatchObject({
      status: 422,
      body: { code: 'idempotency_key_reused' },
    });
  });

  it('applying again gives the same code', async () => {
    const again = await world.apply('420000', resident('421002', 1));
    expect(again.codeRef).toBe(code.codeRef);
  });

  it('records are taken in part: each bad one is named by its place', async () => {
    const pairs = (ref: string, at: string) => [
      { k: 'REF', v: ref },
      { k: 'SUBJ', v: '0123456789abcdefghjkmnpqrstvwxyz' },
      { k: 'UPD', v: at },
      { k: 'EXP', v: '20200416090000' },
      { k: 'CLR', v: 'G' },
      { k: 'CONTACT', v: '0' },
    ];
    const records = [
      pairs('AAAAAAAA', '20200316080000'),
      { no: 'pairs' },
      pairs('AAAAAAAA', '20200315080000'),
      pairs('AAAAAAAA', '20200316080000'),
    ];
    const { status, body } = await send(`${federation.hub.url}/v1/issuers/230000/records`, 'POST', {
      records,
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      counts: { applied: 1, refused: 1, stale: 1, duplicate: 1, unchanged: 0 },
      items: [
        { outcome: 'applied' },
        { outcome: 'refused', errors: [{ pointer: '', code: 'malformed' }] },
        { outcome: 'stale' },
        { outcome: 'duplicate' },
      ],
    });
    const shown = await recognise({ presented: 'HLJJKK:AAAAAAAA', destination: '370600' });
    expect(shown.body).toMatchObject({ result: 'recognised', colour: 'green', source: { verified: 'none' } });
  });

  it('an event that comes out of order changes nothing', async () => {
    await world.risk('PUT', '/v1/regions/110106/level', { level: 'high' });
    await federation.settle();
    const { database, clock } = federation.hubContext;
    const since = '2020-03-01T00:00:00+08:00';
    const data = {
      division: '110106' as const,
      level: 'low' as const,
      scheme: 'cn-2020-02',
      unit: 'county' as const,
      since,
      version: 1,
      history: [],
    };
    await database.transactions.run((tx) =>
      appendToOutbox(tx, [
        draftOf(regionTopic, {
          source: '/risk',
          time: clock.now().toISOString(),
          data: { ...data, version: 1 },
        }),
      ]),
    );
    await federation.settle();
    expect(federation.hubContext.knowledge.levels().levelOf('110106')).toBe('high');
  });
});

describe('an import reports each line', () => {
  it('of levels as CSV', async () => {
    const csv = 'division,level\n110105,medium\n999999,high\n110105,medium\n110108,purple\n';
    const response = await fetch(`${federation.risk.url}/v1/regions/import.csv`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: csv,
    });
    expect(await response.json()).toMatchObject({
      accepted: 1,
      unchanged: 1,
      refused: 2,
      lines: [
        { line: 2, outcome: 'changed' },
        { line: 3, outcome: 'refused', code: 'unknown_division', field: 'division' },
        { line: 4, outcome: 'unchanged' },
        { line: 5, outcome: 'refused', field: 'level' },
      ],
    });
  });

  it('levels can be asked for as of any time', async () => {
    const then = (await fetch(`${federation.risk.url}/v1/regions?at=2020-03-01T00:00:00%2B08:00`).then(
      (response) => response.json(),
    )) as { regions: unknown[] };
    expect(then.regions).toEqual([]);
    const history = await fetch(`${federation.risk.url}/v1/regions/110105/history`).then((response) =>
      response.json(),
    );
    expect(history).toMatchObject({
      division: '110105',
      history: [{ level: 'medium', scheme: 'cn-2020-02', unit: 'county' }],
    });
  });
});
