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
const replay = () => replayWindow({ hub: federation.hub.url, ...window, pageSize: 2 });
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
});
