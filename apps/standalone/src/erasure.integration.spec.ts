import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resident } from './demo/people.ts';
import { temporaryFederation } from './demo/temporary-federation.ts';
import { worldOf } from './demo/world.ts';
import type { World } from './demo/world.ts';
import type { Federation } from './federation.ts';
import { send } from './testing/send.ts';

let federation: Federation;
let world: World;

beforeAll(async () => {
  federation = await temporaryFederation('2020-03-22T09:00:00+08:00', { DECISION_DAYS: '30' });
  world = worldOf(federation);
}, 60_000);

afterAll(() => federation.stop(), 60_000);

/** Where a decision is kept. */
const atHub = (decisionId: string) => `${federation.hub.url}/v1/decisions/${decisionId}`;
const atIssuer = (issuer: string, decisionId: string) =>
  `${federation.issuer.url}/v1/issuers/${issuer}/decisions/${decisionId}`;

type Told = Record<string, unknown>;

const grounds = 'the holder asked for it';

const decideAtHub = async (n: number): Promise<string> => {
  const code = await world.apply('420000', resident('421002', n));
  const { decisionId } = await world.recognise(await world.show(code), '440111');
  return decisionId;
};

const decideAtZhejiang = async (n: number): Promise<string> => {
  const presented = await world.show(await world.apply('330000', resident('330106', n)));
  const body = { presented, destination: '330106' };
  return String((await world.issuer('POST', '/v1/issuers/330000/recognitions', body))['decisionId']);
};

/** Erases a decision, and expects that its digest alone is left of it. */
const expectErasable = async (address: string): Promise<void> => {
  const { body: replayed } = await send(`${address}/replay`, 'POST', undefined);
  expect(replayed).toMatchObject({ identical: true });
  const { status, body: erased } = await send(`${address}/erasure`, 'POST', { grounds });
  expect([status, erased['digest']]).toEqual([200, replayed['digest']]);
  const gone = {
    status: 410,
    body: { code: 'decision_erased', digest: replayed['digest'], erasedAt: erased['erasedAt'] },
  };
  expect(await send(address, 'GET', undefined)).toMatchObject(gone);
  expect(await send(`${address}/replay`, 'POST', undefined)).toMatchObject(gone);
  const again = await send(`${address}/erasure`, 'POST', { grounds: 'once more' });
  expect(again).toMatchObject({ status: 200, body: erased });
};

/** Sends a request under a key, erases a decision of its answer, and expects that the key tells of that from then on. */
const expectGoneUnderKey = async (
  url: string,
  body: Told,
  addressOf: (told: Told) => string,
): Promise<void> => {
  const once = { 'idempotency-key': 'once' };
  const first = await send(url, 'POST', body, once);
  expect(await send(url, 'POST', body, once)).toEqual(first);
  const { body: erased } = await send(`${addressOf(first.body)}/erasure`, 'POST', { grounds });
  const gone = { status: 410, body: { code: 'decision_erased', ...erased } };
  expect(await send(url, 'POST', body, once)).toMatchObject(gone);
  const other = await send(url, 'POST', { ...body, purpose: 'work' }, once);
  expect(other).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
};

const idOf = (told: unknown): string => (told as { decisionId: string }).decisionId;

const alone = ([presented]: string[]) => ({ presented });

/** Requests to the hub, and whose decision among those of the answer is erased. */
const KEYED = [
  ['recognitions', alone, idOf],
  ['translations', alone, (told: Told) => idOf(told['decision'])],
  [
    'recognitions/batch',
    (all: string[]) => ({ items: all.map((presented) => ({ presented })) }),
    (told: Told) => idOf((told['decisions'] as Told[])[1]),
  ],
] as const;

describe('a decision that is erased', () => {
  it('of the hub is answered by 410 and its digest, and so is its replay', async () => {
    const decisionId = await decideAtHub(300);
    await expectErasable(atHub(decisionId));
    const left = await federation.hubContext.database.sql.query(
      'select body, used, code_ref, erased_because from decision where decision_id = $1',
      [decisionId],
    );
    expect(left).toEqual([{ body: null, used: null, code_ref: null, erased_because: grounds }]);
  });

  it('of a province that decides itself is too, at its own address alone', async () => {
    const decisionId = await decideAtZhejiang(301);
    const unknown = { status: 404, body: { code: 'unknown_decision' } };
    expect(await send(`${atIssuer('310000', decisionId)}/erasure`, 'POST', { grounds })).toMatchObject(
      unknown,
    );
    await expectErasable(atIssuer('330000', decisionId));
    const left = await federation.issuerContext.database.sql.query(
      'select body, used from decision where decision_id = $1',
      [decisionId],
    );
    expect(left).toEqual([{ body: null, used: null }]);
    expect(await send(atIssuer('310000', decisionId), 'GET', undefined)).toMatchObject(unknown);
  });

  it.each(KEYED)('is not given again under the key of its request: %s', async (path, asked, chosen) => {
    const codes = await Promise.all([310, 311].map((n) => world.apply('420000', resident('421002', n))));
    const presented = await Promise.all(codes.map((code) => world.show(code)));
    const body = { ...asked(presented), destination: '440111' };
    await expectGoneUnderKey(`${federation.hub.url}/v1/${path}`, body, (told) => atHub(chosen(told)));
    const kept = await federation.hubContext.database.sql.query<{ answer: Told }>(
      `select answer from idempotency_key where route = $1`,
      [`POST /v1/${path}`],
    );
    expect(kept.map(({ answer }) => [answer['code'], JSON.stringify(answer).includes('basis')])).toEqual([
      ['decision_erased', false],
    ]);
  });

  it('is not given again under the key of its request by a province that decides itself', async () => {
    const presented = await world.show(await world.apply('330000', resident('330106', 312)));
    const url = `${federation.issuer.url}/v1/issuers/330000/recognitions`;
    await expectGoneUnderKey(url, { presented, destination: '330106' }, (told) =>
      atIssuer('330000', idOf(told)),
    );
  });

  it('is erased with grounds alone, and only where it is', async () => {
    const decisionId = await decideAtHub(302);
    expect(await send(`${atHub(decisionId)}/erasure`, 'POST', {})).toMatchObject({
      status: 400,
      body: { errors: expect.arrayContaining([expect.objectContaining({ pointer: '/grounds' })]) },
    });
    expect((await send(atHub(decisionId), 'GET', undefined)).status).toBe(200);
    expect(await send(`${atHub('nowhere')}/erasure`, 'POST', { grounds })).toMatchObject({ status: 404 });
  });

  it('is erased by itself when the days for which it is kept are over, a newer one is not', async () => {
    const old = [atHub(await decideAtHub(303)), atIssuer('330000', await decideAtZhejiang(304))];
    await world.at('2020-04-10T09:00:00+08:00');
    const newer = atHub(await decideAtHub(305));
    await world.at('2020-04-22T09:00:01+08:00');
    for (const address of old)
      expect(await send(address, 'GET', undefined)).toMatchObject({
        status: 410,
        body: { code: 'decision_erased', digest: expect.stringMatching(/^sm3:/) },
      });
    expect((await send(newer, 'GET', undefined)).status).toBe(200);
  });
});
