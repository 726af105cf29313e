import { agreementTopic, personTopic } from '@huren/events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resident } from './demo/people.ts';
import { temporaryFederation } from './demo/temporary-federation.ts';
import { worldOf } from './demo/world.ts';
import type { Federation } from './federation.ts';
import { pointersOf, send } from './testing/send.ts';
import { spoil, unreadable } from './testing/spoil.ts';
import { until } from './testing/until.ts';

let federation: Federation;

beforeAll(async () => {
  federation = await temporaryFederation('2020-03-16T09:00:00+08:00');
}, 60_000);

afterAll(() => federation.stop(), 60_000);

const by = { officer: 'operator-1', grounds: 'the contact tracing has told the state anew' };

const admin = (method: string, path: string, body?: object, headers?: Record<string, string>) =>
  send(`${federation.hub.url}/v1/admin/${path}`, method, body, headers);
const ID = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
const PATH = 'federation/dead-letters';
const dismiss = (body: object, headers?: Record<string, string>) =>
  admin('POST', `${PATH}/dismiss`, { ...by, ...body }, headers);
const lettersOf = async (path: string): Promise<Record<string, unknown>[]> =>
  (await admin('GET', path)).body['letters'] as Record<string, unknown>[];

/** What a service's figures tell of the letters of a group. */
const figureOf = async ({ url }: { url: string }, group: string): Promise<string | undefined> => {
  const text = await (await fetch(`${url}/metrics`)).text();
  return new RegExp(`^huren_dead_letters\\{group="${group}"\\} (\\d+)$`, 'm').exec(text)?.[1];
};

const alarms = async (): Promise<string[]> => {
  const answer = await fetch(`${federation.issuer.url}/health/work`);
  return ((await answer.json()) as { alarms: { name: string }[] }).alarms.map(({ name }) => name);
};

describe('dead letters that nobody will apply, at the hub', () => {
  it('are dismissed where they are: tried, of a key, all, once under a key, and what they were is told afterwards', async () => {
    const world = worldOf(federation);
    for (const n of [1, 2, 3]) await world.apply('420000', resident('421002', n));
    await federation.settle();
    const [first = ''] = await spoil(federation, 1, 2, 3);
    const listed = await lettersOf(PATH);
    const ids = listed.map(({ id }) => id);

    const tried = await dismiss({ all: true, dryRun: true });
    expect(tried).toMatchObject({
      status: 200,
      body: { dryRun: true, count: 3, unanswered: [], next: null },
    });
    expect((tried.body['letters'] as { id: string }[]).map(({ id }) => id)).toEqual(ids);
    expect([await lettersOf(PATH), await lettersOf(`${PATH}/dismissed`)]).toEqual([listed, []]);
    expect(await figureOf(federation.issuer, 'issuer.facts')).toBe('3');

    const ofKey = { service: 'issuer', consumer: 'issuer.facts', topic: personTopic.name, key: first };
    expect(await dismiss(ofKey)).toMatchObject({
      body: { dryRun: false, count: 1, letters: [{ service: 'issuer', key: first, state: 'failed' }] },
    });
    await worldOf(federation).apply('420000', resident('421002', 4));
    await federation.settle();
    const [last] = await spoil(federation, 4);
    const once = { 'idempotency-key': 'dismiss-once' };
    const told = { until: tried.body['until'] };
    const all = await dismiss({ all: true, ...told }, once);
    expect(all).toMatchObject({ body: { count: 2, ...told } });
    expect(await dismiss({ all: true, ...told }, once)).toEqual(all);
    expect(await dismiss({ all: true, ...told })).toMatchObject({ body: { count: 0, letters: [] } });
    expect(await dismiss({ all: true })).toMatchObject({ body: { count: 1, letters: [{ key: last }] } });
    expect(await lettersOf(PATH)).toEqual([]);
    expect(await figureOf(federation.issuer, 'issuer.facts')).toBeUndefined();

    const { body: page } = await admin('GET', `${PATH}/dismissed?limit=3`);
    const { body: rest } = await admin('GET', `${PATH}/dismissed?limit=3&after=${String(page['next'])}`);
    const kept = [page, rest].flatMap(({ letters }) => letters as Record<string, unknown>[]);
    expect(kept.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
    expect(kept.at(-1)).toMatchObject({ service: 'issuer', key: first, error: { code: '42P01' }, ...by });
    expect(rest['next']).toBeNull();
    expect(await lettersOf(`${PATH}/dismissed?service=hub`)).toEqual([]);
    const id = String(kept[0]?.['id']);
    expect(await lettersOf(`${PATH}/dismissed?id=${id}`)).toMatchObject([{ id }]);
  });

  it('are dismissed of a consumer that is no more, and their figure with them', async () => {
    await federation.hubContext.database.sql.query(
      `insert into dead_letter (consumer, topic, "partition", "offset", key, event, state, attempts)
       values ('hub.gone', 'a', 0, 1, 'b', $1, 'parked', 0)`,
      [{ ...unreadable, topic: 'a' }],
    );
    expect(await figureOf(federation.hub, 'hub.gone')).toBe('1');
    const gone = { consumer: 'hub.gone', all: true };
    const once = { 'idempotency-key': 'dismiss-gone' };
    const answer = await admin('POST', 'dead-letters/dismiss', { ...by, ...gone }, once);
    expect(answer).toMatchObject({
      status: 200,
      body: { count: 1, letters: [{ consumer: 'hub.gone', key: '***(1)' }] },
    });
    expect(await admin('POST', 'dead-letters/dismiss', { ...by, ...gone }, once)).toEqual(answer);
    // Sent again without its key, it finds nothing left, and the consumer is known by what was dismissed.
    expect(await dismiss(gone)).toMatchObject({ status: 200, body: { count: 0, next: null } });
    expect(await figureOf(federation.hub, 'hub.gone')).toBeUndefined();
    expect(await lettersOf('dead-letters/dismissed?consumer=hub.gone')).toMatchObject([
      { state: 'parked', key: '***(1)', error: null, stateVersion: null, keeper: 'database', ...by },
    ]);
  });

  it('are dismissed that a process keeps itself, and its alarm is over', async () => {
    const delivery = federation.issuer.server.deliveries.get('knowledge');
    const event = { ...unreadable, topic: agreementTopic.name };
    const message = { event, topic: event.topic, partition: 0, offset: 0, attempts: 1 };
    await delivery?.handle(message, new AbortController().signal);
    const before = federation.hubContext.services;
    federation.hubContext.services = () => [...before(), { name: 'issuer', url: federation.issuer.url }];
    expect(await until(alarms, (raised) => raised.includes('letters:knowledge'))).toContain(
      'letters:knowledge',
    );
    expect(await figureOf(federation.issuer, 'knowledge')).toBe('1');
    // The second replica is the first again: by then it has nothing.
    expect(await dismiss({ all: true, consumer: 'knowledge', service: 'issuer' })).toMatchObject({
      body: { count: 1, letters: [{ consumer: 'knowledge', key: '***(1)' }], unanswered: [] },
    });
    expect(await figureOf(federation.issuer, 'knowledge')).toBeUndefined();
    expect(await until(alarms, (raised) => !raised.includes('letters:knowledge'))).not.toContain(
      'letters:knowledge',
    );
    const kept = await lettersOf(`${PATH}/dismissed?consumer=knowledge`);
    federation.hubContext.services = before;
    expect(kept).toMatchObject([{ service: 'issuer', topic: agreementTopic.name, ...by }]);
  });

  it('name a service that does not answer', async () => {
    const before = federation.hubContext.services;
    federation.hubContext.services = () => [...before(), { name: 'away', url: 'http://127.0.0.1:9' }];
    const answer = await dismiss({ all: true });
    federation.hubContext.services = before;
    const unanswered = [{ service: 'away', replica: 1, reason: 'does not answer' }];
    expect(answer).toMatchObject({ status: 200, body: { count: 0, unanswered, next: 'away~1' } });
  });

  it.each<[string, object, number, string]>([
    ['nothing is selected', {}, 400, '/all'],
    ['a key is named without its topic', { key: 'a', all: true }, 400, '/topic'],
    ['nobody says why', { all: true, grounds: undefined }, 400, '/grounds'],
    ['the grounds are blank', { all: true, grounds: ' '.repeat(10) }, 400, '/grounds'],
    ['a topic is named beside one of them', { id: ID, topic: 'a' }, 400, '/id'],
    [
      'the moment until which they were put is none',
      { all: true, until: '2020-02-30T00:00:00Z' },
      400,
      '/until',
    ],
    ['the moment is not in UTC', { all: true, until: '2020-03-16T09:00:00+08:00' }, 400, '/until'],
    ['they are to go on from no place', { all: true, after: 'x' }, 400, '/after'],
    ['nobody answers for it', { all: true, officer: undefined }, 400, '/officer'],
    ['no service has the name', { all: true, service: 'x' }, 422, '/service'],
    ['no service has the consumer', { all: true, consumer: 'x' }, 422, '/consumer'],
  ])('are not dismissed when %s', async (_, body, status, pointer) => {
    const answer = await dismiss(body);
    expect([answer.status, pointersOf(answer)]).toEqual([status, [pointer]]);
  });

  it('are refused by a service as by the hub, and what was dismissed is not told from no place', async () => {
    const answers = [
      await admin('POST', 'dead-letters/dismiss', { all: true, officer: 'operator-1' }),
      await admin('POST', 'dead-letters/dismiss', by),
      await admin('GET', 'dead-letters/dismissed?after=x'),
      await admin('GET', `${PATH}/dismissed?after=x`),
    ];
    expect(answers.map(({ status, body: { code } }) => [status, code])).toEqual([
      [400, 'invalid_request'],
      [400, 'nothing_selected'],
      [400, 'invalid_request'],
      [400, 'invalid_request'],
    ]);
    expect(answers.map(pointersOf)).toEqual([['/grounds'], ['/all'], ['/after'], ['/after']]);
  });
});
