import { asOfEngine } from '@huren/recognition';
import type { Decision } from '@huren/recognition';
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
  federation = await temporaryFederation('2020-03-16T09:00:00+08:00');
  world = worldOf(federation);
}, 60_000);

afterAll(() => federation.stop(), 60_000);

const replayed = async (address: string) => {
  const { body: decision } = await send(address, 'GET', undefined);
  const { body } = await send(`${address}/replay`, 'POST', undefined);
  return {
    identical: body['identical'],
    engine: body['engine'],
    again: body['decision'],
    kept: decision as unknown as Decision,
  };
};

const atHub = async (destination: string, n: number) => {
  const code = await world.apply('420000', resident('421002', n));
  const { decisionId } = await world.recognise(await world.show(code), destination);
  return { decisionId, address: `${federation.hub.url}/v1/decisions/${decisionId}` };
};

const atZhejiang = async (n: number) => {
  const presented = await world.show(await world.apply('330000', resident('330106', n)));
  const body = { presented, destination: '330106' };
  const { decisionId } = await world.issuer('POST', '/v1/issuers/330000/recognitions', body);
  const address = `${federation.issuer.url}/v1/issuers/330000/decisions/${String(decisionId)}`;
  return { decisionId: String(decisionId), address };
};

describe('a decision that is recomputed', () => {
  it('tells again when it changes by itself, on the clause that begins then', async () => {
    const { address } = await atHub('330106', 400);
    const { identical, kept } = await replayed(address);
    expect(kept).toMatchObject({
      result: 'not_recognised',
      next: { at: '2020-03-18T00:00:00+08:00', why: 'clause_begins' },
    });
    expect(identical).toBe(true);
  });

  it('is compared, where an earlier engine made it, with what that engine gave, at the hub', async () => {
    const { decisionId, address } = await atHub('440111', 401);
    const { kept } = await replayed(address);
    await federation.hubContext.database.sql.query(
      `update decision set engine = '1', body = $2, used = used #- '{used,later}' where decision_id = $1`,
      [decisionId, JSON.stringify(asOfEngine(kept, '1'))],
    );
    expect(await replayed(address)).toMatchObject({
      identical: true,
      engine: { then: '1', now: '2' },
      again: { engine: '1' },
    });
  });

  it('is so at a province that decides itself', async () => {
    await world.hub('PUT', '/v1/members/330000/path', { path: 1 });
    await world.settle();
    const { decisionId, address } = await atZhejiang(402);
    const { kept, identical } = await replayed(address);
    expect([kept.next?.why, identical]).toEqual(['code_lapses', true]);
    await federation.issuerContext.database.sql.query(
      `update decision set engine = '1', body = $2, used = used #- '{used,later}' where decision_id = $1`,
      [decisionId, JSON.stringify(asOfEngine(kept, '1'))],
    );
    expect(await replayed(address)).toMatchObject({ identical: true, engine: { then: '1', now: '2' } });
  });
});
