import { codeTopic } from '@huren/events';
import { codeRefFromReference } from '@huren/crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resident } from './demo/people.ts';
import { temporaryFederation } from './demo/temporary-federation.ts';
import { worldOf } from './demo/world.ts';
import type { Code, World } from './demo/world.ts';
import type { Federation } from './federation.ts';
import { ended, rebuilt as rebuildOf } from './testing/rebuild.ts';
import { send } from './testing/send.ts';
import { unreadable } from './testing/spoil.ts';

type Letters = {
  letters: Record<string, unknown>[];
  counts?: Record<string, number>;
  next: string | null;
};

let federation: Federation;
let world: World;

beforeAll(async () => {
  federation = await temporaryFederation('2020-03-16T09:00:00+08:00');
  world = worldOf(federation);
}, 60_000);

afterAll(() => federation.stop(), 60_000);

const admin = (method: string, path: string, body?: unknown) =>
  send(`${federation.hub.url}/v1/admin/${path}`, method, body);

const sql = (statement: string, params: unknown[] = []) =>
  federation.hubContext.database.sql.query(statement, params);

const apply = async (n: number): Promise<Code> => {
  const code = await world.apply('420000', resident('421002', n));
  await federation.settle();
  return code;
};

const shown = async (code: Code): Promise<unknown> =>
  (await world.recognise(await world.show(code), '440111')).result;

describe('topics', () => {
  it('are listed with the lag of each group, by partition', async () => {
    await apply(9);
    await federation.hub.server.pause();
    await world.apply('420000', resident('421002', 10));
    await federation.issuer.relay.drain(10_000);
    const lagOf = async (): Promise<number | undefined> => {
      const { topics } = (await admin('GET', 'topics')).body as {
        topics: { topic: string; groups: { group: string; lag: number; partitions: unknown[] }[] }[];
      };
      const groups = topics.find(({ topic }) => topic === codeTopic.name)?.groups ?? [];
      const records = groups.find(({ group }) => group === 'hub.records');
      expect(records?.partitions).toHaveLength(codeTopic.partitions);
      return records?.lag;
    };
    expect(await lagOf()).toBe(1);
    federation.hub.server.resume();
    await federation.settle();
    expect(await lagOf()).toBe(0);
  });
});

/** Answers of a request that is made again from where the last one ended. */
const toTheEnd = async (ask: (next: string) => Promise<{ body: object }>): Promise<Letters[]> => {
  const answers: Letters[] = [];
  for (let next: string | null = ''; next !== null; next = answers.at(-1)?.next ?? null)
    answers.push((await ask(next)).body as Letters);
  return answers;
};

describe('dead letters', () => {
  it('are listed with their cause and without their content, and replayed when the fault is gone', async () => {
    await sql('alter table code_record rename to code_record_away');
    const { codeRef, version } = await world.apply('420000', resident('421002', 1));
    await federation.settle();
    await sql('alter table code_record_away rename to code_record');

    const of = `consumer=hub.records&topic=${codeTopic.name}&key=${codeRef}`;
    const { body } = await admin('GET', `dead-letters?${of}`);
    const [letter] = (body as Letters).letters;
    expect(letter).toMatchObject({ key: codeRef, state: 'failed', error: { code: '42P01' } });
    expect(letter).toMatchObject({ event: { stateversion: version, data: { colour: '***(5)' } } });
    expect(await shown({ codeRef, issuer: '420000', colour: 'green', version })).toBe('unavailable');

    const replay = { consumer: 'hub.records', topic: codeTopic.name, key: codeRef };
    expect(await admin('POST', 'dead-letters/replay', { ...replay, dryRun: true })).toMatchObject({
      body: { dryRun: true, letters: [{ result: 'valid' }] },
    });
    expect(await admin('POST', 'dead-letters/replay', replay)).toMatchObject({
      body: { letters: [{ key: codeRef, result: 'applied' }] },
    });
    expect(await admin('GET', `dead-letters?${of}`)).toMatchObject({ body: { letters: [] } });
    expect(await shown({ codeRef, issuer: '420000', colour: 'green', version })).toBe('recognised');
  });

  it('are listed and tried to the last, however many there are', async () => {
    await sql('alter table code_record rename to code_record_away');
    await world.apply('420000', resident('421002', 5));
    await federation.settle();
    await sql('alter table code_record_away rename to code_record');
    await sql(
      `insert into dead_letter (consumer, topic, "partition", "offset", key, stateversion, event, error, state, attempts)
       select consumer, topic, "partition", n, key, stateversion, event, error, state, attempts
         from dead_letter, generate_series(1000000, 1001099) as n`,
    );
    const pages = await toTheEnd((next) =>
      admin('GET', `dead-letters?limit=1000${next && `&after=${next}`}`),
    );
    const ids = pages.map(({ letters }) => letters.map(({ id }) => id));
    expect(ids.map(({ length }) => length)).toEqual([1000, 101]);
    expect(new Set(ids.flat()).size).toBe(1101);

    const { body } = await admin('POST', 'dead-letters/replay', { all: true, dryRun: true });
    expect(body).toMatchObject({ counts: { valid: 1101, failed: 0 }, next: null });
    expect(body['letters']).toHaveLength(1000);

    await sql('delete from dead_letter where "offset" >= 1000020');
    const parts = await toTheEnd((next) =>
      admin('POST', 'dead-letters/replay', next ? { all: true, after: next } : { all: true }),
    );
    const sum = (result: string): number =>
      parts.reduce((all, { counts }) => all + (counts?.[result] ?? 0), 0);
    expect([sum('applied'), sum('duplicate')]).toEqual([1, 20]);
    expect(await admin('GET', 'dead-letters')).toMatchObject({ body: { letters: [], next: null } });
  }, 60_000);

  it('tell nothing of an event that does not keep to its contract, not even by the names of its fields', async () => {
    const event = {
      ...unreadable,
      ...{ id: '张三', source: '/张三', type: '张三', key: '110105194912310021', topic: codeTopic.name },
      ...{ dataschema: '张三', stateversion: 110105491231002, data: { '张三 E12345': 1, issuer: '张三' } },
    };
    const message = { event, topic: codeTopic.name, partition: 0, offset: 2_000_000, attempts: 1 };
    await federation.hub.server.deliveries.get('hub.records')?.handle(message, new AbortController().signal);
    const listed = await admin('GET', 'dead-letters?limit=1');
    const replayed = await admin('POST', 'dead-letters/replay', { all: true });
    for (const told of [listed, replayed])
      expect(JSON.stringify(told.body)).not.toMatch(/张三|E12345|1010519|1010549/);
    const [letter] = (listed.body as Letters).letters;
    expect(letter).toMatchObject({
      key: '***(18)',
      event: { source: '***(3)', data: { '***(9)': '***', issuer: '***(2)' } },
      error: { code: 'contract_violation' },
    });
    expect(replayed.body).toMatchObject({ letters: [{ id: letter?.['id'], key: '***(18)' }] });
    await sql('delete from dead_letter');
  });

  it('of a consumer that is no more are listed, and nobody replays them', async () => {
    await sql(
      `insert into dead_letter (consumer, topic, "partition", "offset", key, event, state, attempts)
       values ('hub.gone', 'a', 0, 1, 'b', $1, 'parked', 0)`,
      [
        {
          ...{ specversion: '1.0', id: '1', source: '/a', type: 'a', time: '2020-03-16T09:00:00+08:00' },
          ...{ topic: 'a', key: 'b', dataschema: 'urn:a', data: {} },
        },
      ],
    );
    for (const query of ['', '?consumer=hub.gone'])
      expect(await admin('GET', `dead-letters${query}`)).toMatchObject({
        body: { letters: [{ consumer: 'hub.gone', key: '***(1)' }], next: null },
      });
    expect(await admin('POST', 'dead-letters/replay', { all: true })).toMatchObject({
      body: { letters: [] },
    });
    expect(await admin('POST', 'dead-letters/replay', { all: true, consumer: 'hub.gone' })).toMatchObject({
      status: 422,
    });
    await sql('delete from dead_letter');
  });

  it.each([
    ['no letters are named', {}, 400, '/all'],
    ['a key is named without its topic', { key: 'a', all: true }, 400, '/topic'],
    ['the consumer is none of this service', { all: true, consumer: 'x' }, 422, '/consumer'],
    ['they are to go on from no place', { all: true, after: 'x' }, 400, '/after'],
  ])('are not replayed when %s', async (_, body, status, pointer) => {
    expect(await admin('POST', 'dead-letters/replay', body)).toMatchObject({
      status,
      body: { errors: [{ pointer }] },
    });
  });
});

const rebuilt = () => rebuildOf(federation.hub.url);

describe('the record index', () => {
  it('is made equal to its topic while it serves: wrong, missing and foreign rows', async () => {
    const [wrong, missing, right] = [await apply(2), await apply(3), await apply(4)];
    const foreign = codeRefFromReference(federation.keys.referenceKey, '230000', 'FOREIGN0');
    await sql(`update code_record set record = jsonb_set(record, '{colour}', '"red"') where code_ref = $1`, [
      wrong.codeRef,
    ]);
    await sql(
      `insert into code_record (code_ref, issuer, version, record)
       select $2, '230000', 1, record from code_record where code_ref = $1`,
      [right.codeRef, foreign],
    );
    await sql('delete from code_record where code_ref = $1', [missing.codeRef]);
    expect(await shown(missing)).toBe('not_found');

    const [rebuild, meanwhile] = await Promise.all([rebuilt(), shown(right)]);
    expect(meanwhile).toBe('recognised');
    expect(rebuild).toMatchObject({
      state: 'done',
      counts: { repaired: 1, added: 1, removed: 1, unreadable: 0 },
    });
    expect([await shown(wrong), await shown(missing), await shown(right)]).toEqual(
      Array(3).fill('recognised'),
    );
    expect(await sql('select 1 from code_record where code_ref = $1', [foreign])).toEqual([]);
  });

  it('finds nothing to do a second time', async () => {
    expect(await rebuilt()).toMatchObject({ state: 'done', counts: { repaired: 0, added: 0, removed: 0 } });
  });

  it('is rebuilt once for a request that comes again under its key', async () => {
    const { generation } = await rebuilt();
    const ask = () =>
      send(`${federation.hub.url}/v1/admin/read-models/records/rebuild`, 'POST', undefined, {
        'idempotency-key': 'rebuild-once',
      });
    const first = await ask();
    expect(first).toMatchObject({ status: 202, body: { generation: generation + 1 } });
    expect(await ask()).toEqual(first);
    await ended(federation.hub.url, generation + 1);
    expect(await ask()).toEqual(first);
    expect(await rebuilt()).toMatchObject({ generation: generation + 2, state: 'done' });
  });

  it('is not rebuilt twice at once', async () => {
    await sql(
      `insert into index_rebuild (state, lease_until) values ('gathering', now() + interval '1 minute')`,
    );
    expect(await admin('POST', 'read-models/records/rebuild')).toMatchObject({
      status: 409,
      body: { code: 'rebuild_running' },
    });
  });
});
