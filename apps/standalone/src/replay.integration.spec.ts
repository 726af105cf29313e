import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resident } from './demo/people.ts';
import { temporaryFederation } from './demo/temporary-federation.ts';
import { worldOf } from './demo/world.ts';
import type { World } from './demo/world.ts';
import type { Federation } from './federation.ts';
import { replayWindow } from './replay/replay-window.ts';
import { pointersOf, send } from './testing/send.ts';

let federation: Federation;
let world: World;
const told: string[] = [];

beforeAll(async () => {
  federation = await temporaryFederation('2020-03-16T09:00:00+08:00');
  world = worldOf(federation);
  for (const [n, destination] of ['440111', '370600', '330106', '440111', '110000'].entries()) {
    const code = await world.apply('420000', resident('421002', n + 1));
    const { decisionId } = await world.recognise(await world.show(code), destination);
    told.push(decisionId);
  }
}, 60_000);

afterAll(() => federation.stop(), 60_000);

const window = { from: '2020-03-16', to: '2020-03-17' };
const replay = (base = federation.hub.url + '/v1') => replayWindow({ at: base, ...window, pageSize: 2 });
const list = (query: string) => send(`${federation.hub.url}/v1/decisions?${query}`, 'GET', undefined);

describe('the decisions of a window', () => {
  it('are listed page by page, each once, by id and digest alone', async () => {
    const seen: Record<string, unknown>[] = [];
    let after = '';
    for (;;) {
      const { body } = await list(`from=2020-03-16&to=2020-03-17&limit=2${after}`);
      seen.push(...(body['decisions'] as Record<string, unknown>[]));
      if (body['next'] === null) break;
      after = `&after=${String(body['next'])}`;
    }
    expect(seen.map(({ decisionId }) => decisionId).sort()).toEqual([...told].sort());
    for (const one of seen) expect(Object.keys(one)).toEqual(['decisionId', 'at', 'digest', 'state']);
    expect((await list('from=2020-03-17&to=2020-03-18')).body['decisions']).toEqual([]);
  });

  it('are refused by the field where the window is none', async () => {
    for (const [query, pointer] of [
      ['from=yesterday&to=2020-03-17', '/from'],
      ['from=2020-03-17&to=2020-03-17', '/to'],
      ['from=2020-03-16&to=2020-03-17&after=x', '/after'],
      ['from=2020-03-16&to=2020-03-17&limit=0', '/limit'],
    ] as const) {
      const answer = await list(query);
      expect([answer.status, pointersOf(answer)]).toEqual([400, [pointer]]);
    }
  });

  it('are made again with the same bytes, those that were erased are counted, and one that was altered is found', async () => {
    expect(await replay()).toEqual({ identical: told.length, different: [], erased: 0 });
    const [erased, altered] = told as [string, string];
    await send(`${federation.hub.url}/v1/decisions/${erased}/erasure`, 'POST', { grounds: 'asked for' });
    await federation.hubContext.database.sql.query(
      `update decision set body = replace(body, '"purpose":"entry"', '"purpose":"work"') where decision_id = $1`,
      [altered],
    );
    expect(await replay()).toEqual({ identical: told.length - 2, different: [altered], erased: 1 });
  });

  it('of a province that decides itself are listed for it alone, and made again', async () => {
    const at = (issuer: string) => `${federation.issuer.url}/v1/issuers/${issuer}`;
    const decide = async (n: number): Promise<string> => {
      const code = await world.apply('330000', resident('330106', n));
      const body = { presented: await world.show(code), destination: '330106' };
      return String((await send(`${at('330000')}/recognitions`, 'POST', body)).body['decisionId']);
    };
    const own = [await decide(1), await decide(2), await decide(3)];
    const { body } = await send(`${at('330000')}/decisions?from=2020-03-16&to=2020-03-17`, 'GET', undefined);
    expect(
      (body['decisions'] as { decisionId: string }[]).map(({ decisionId }) => decisionId).sort(),
    ).toEqual([...own].sort());
    expect(await replay(at('330000'))).toEqual({ identical: 3, different: [], erased: 0 });
    await send(`${at('330000')}/decisions/${own[1]}/erasure`, 'POST', { grounds: 'asked for' });
    expect(await replay(at('330000'))).toEqual({ identical: 2, different: [], erased: 1 });
    expect(await replay(at('310000'))).toEqual({ identical: 0, different: [], erased: 0 });
  });
});
