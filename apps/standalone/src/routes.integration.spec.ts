import { routeTopic } from '@huren/events';
import type { RouteEvent } from '@huren/events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resident } from './demo/people.ts';
import { temporaryFederation } from './demo/temporary-federation.ts';
import { worldOf } from './demo/world.ts';
import type { World } from './demo/world.ts';
import type { Federation } from './federation.ts';
import { pointersOf, send } from './testing/send.ts';

let federation: Federation;
let world: World;
const events: RouteEvent[] = [];

beforeAll(async () => {
  federation = await temporaryFederation('2020-03-16T09:00:00+08:00');
  world = worldOf(federation);
  await federation.hub.bus.subscribe({
    group: 'tests.routes',
    mode: 'replica',
    topics: [routeTopic.name],
    handler: ({ event }) => Promise.resolve(void events.push(event.data as RouteEvent)),
  });
}, 60_000);

afterAll(() => federation.stop(), 60_000);

const hub = (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
  send(`${federation.hub.url}/v1/${path}`, method, body, headers);

const HUBEI_TO_HANGZHOU = { issuer: '420000', destination: '330100' };
const MARCH_18 = '2020-03-18T00:00:00+08:00';
const CLAUSE = { agreement: 'hangzhou-hubei', version: 1, clause: 'hubei-to-hangzhou', suspended: false };

describe('a trip', () => {
  it('is told of at once: what each place on its date would say, and what changes until then', async () => {
    const code = await world.apply('420000', resident('421002', 1));
    const presented = await world.show(code);
    const legs = [
      { destination: '440111', arriveAt: '2020-03-16T20:00:00+08:00' },
      { destination: '330100', arriveAt: '2020-03-17T20:00:00+08:00' },
      { destination: '330100', arriveAt: '2020-03-18T20:00:00+08:00' },
    ];
    const { status, body } = await hub('POST', 'trips', { presented, legs });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      legs: [
        {
          forecast: { result: 'recognised', at: '2020-03-16T20:00:00+08:00' },
          route: { changes: [], next: null },
        },
        {
          forecast: { result: 'not_recognised' },
          route: { standing: null, next: { at: MARCH_18, standing: CLAUSE } },
        },
        {
          forecast: { result: 'recognised', basis: { agreement: { id: 'hangzhou-hubei' } } },
          route: { standing: CLAUSE, changes: [{ at: MARCH_18, standing: CLAUSE }] },
        },
      ],
    });
    expect(JSON.stringify(body)).not.toContain('decisionId');
  });

  it('can be asked of every code of an issuer', async () => {
    const legs = [{ destination: '330100', arriveAt: '2020-03-18T20:00:00+08:00' }];
    const { body } = await hub('POST', 'trips', { issuer: '420000', legs });
    expect(body['legs']).toEqual([
      {
        ...legs[0],
        ...{ purpose: 'entry', mode: 'showing' },
        route: { standing: CLAUSE, changes: [{ at: MARCH_18, standing: CLAUSE }], next: null },
      },
    ]);
  });

  it('tells what changes first during a stay, with date and clause, of a code and of an issuer', async () => {
    const stays = (leaveAt: string) => [
      { destination: '330100', arriveAt: '2020-03-17T20:00:00+08:00', leaveAt },
    ];
    const stayOf = async (body: object) => {
      const { body: told } = await hub('POST', 'trips', body);
      return (told['legs'] as { stay: object }[])[0]?.stay;
    };
    const clause = { at: MARCH_18, standing: CLAUSE };
    const [short, long] = ['2020-03-17T23:00:00+08:00', '2020-03-19T20:00:00+08:00'];
    expect(await stayOf({ issuer: '420000', legs: stays(long) })).toEqual({ until: long, clause });
    expect(await stayOf({ issuer: '420000', legs: stays(short) })).toEqual({ until: short, clause: null });
    const presented = await world.show(await world.apply('420000', resident('421002', 2)));
    expect(await stayOf({ presented, legs: stays(long) })).toEqual({
      ...{ until: long, clause },
      answer: { at: MARCH_18, why: 'clause_begins' },
    });
    expect(await stayOf({ presented, legs: stays(short) })).toEqual({
      ...{ until: short, clause: null, answer: null },
    });
  });

  it('with a code that is none says so at each place, and one that cannot be looked at names leg and field', async () => {
    const leg = { destination: '330100', arriveAt: '2020-03-18T20:00:00+08:00' };
    const unknown = await hub('POST', 'trips', { presented: 'HLJJKK:ZZZZZZZZ', legs: [leg] });
    expect(unknown.body).toMatchObject({ legs: [{ forecast: { result: 'not_found' } }] });
    const past = { destination: '999999', arriveAt: '2020-03-01T00:00:00+08:00' };
    const refused = await hub('POST', 'trips', { issuer: '420000', legs: [leg, past] });
    expect(refused).toMatchObject({ status: 422, body: { code: 'refused' } });
    expect(pointersOf(refused)).toEqual(['/legs/1/destination', '/legs/1/arriveAt']);
  });
});

describe('a route that is followed', () => {
  it('tells which date and clause will change it, and again when the date has come', async () => {
    const key = { 'idempotency-key': 'follow-1' };
    const followed = await hub('POST', 'routes/subscriptions', HUBEI_TO_HANGZHOU, key);
    expect(followed).toMatchObject({
      status: 201,
      body: { state: 'followed', revision: 1, standing: null, next: { at: MARCH_18, standing: CLAUSE } },
    });
    const { subscriptionId } = followed.body;
    expect((await hub('POST', 'routes/subscriptions', HUBEI_TO_HANGZHOU, key)).body).toEqual(followed.body);
    await world.at('2020-03-18T00:00:01+08:00');
    const { body } = await hub('GET', `routes/subscriptions/${String(subscriptionId)}`);
    expect(body).toMatchObject({ revision: 2, standing: CLAUSE, next: null });
    expect(body['told']).toMatchObject([
      { revision: 1, standing: null },
      { revision: 2, at: expect.stringMatching(/^2020-03-18T00:00:/), standing: CLAUSE },
    ]);
    await world.settle();
    expect(events).toMatchObject([
      { subscriptionId, revision: 1, next: { at: MARCH_18, standing: CLAUSE } },
      { subscriptionId, revision: 2, standing: CLAUSE, next: null },
    ]);
  });

  it('is told of nothing more once it has ended', async () => {
    const { body } = await hub('POST', 'routes/subscriptions', {
      issuer: '420000',
      destination: '440300',
      purpose: 'point_to_point',
    });
    const path = `routes/subscriptions/${String(body['subscriptionId'])}`;
    expect(body).toMatchObject({ standing: null, next: { at: '2020-03-19T00:00:00+08:00' } });
    expect(await hub('DELETE', path)).toMatchObject({ status: 200, body: { state: 'ended', revision: 2 } });
    expect((await hub('DELETE', path)).body).toMatchObject({ state: 'ended', revision: 2 });
    await world.at('2020-03-19T09:00:00+08:00');
    expect((await hub('GET', path)).body).toMatchObject({ state: 'ended', revision: 2, standing: null });
  });

  it.each([
    [{ issuer: '440111', destination: '330100' }, 'unknown_issuer', ['/issuer']],
    [{ issuer: '420000', destination: '999999' }, 'unknown_division', ['/destination']],
  ])('of nobody or to nowhere is refused', async (body, code, pointers) => {
    const refused = await hub('POST', 'routes/subscriptions', body);
    expect(refused).toMatchObject({ status: 422, body: { code } });
    expect(pointersOf(refused)).toEqual(pointers);
  });

  it('that nobody follows is not found', async () => {
    expect(await hub('GET', 'routes/subscriptions/nobody')).toMatchObject({
      status: 404,
      body: { code: 'unknown_subscription' },
    });
  });
});
