import { appendToOutbox, codeTopic, draftOf } from '@huren/events';
import type { Decision } from '@huren/recognition';
import type { CodeRef } from '@huren/standard';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hidingOutcomes } from './demo/hiding-outcomes.ts';
import { resident } from './demo/people.ts';
import { temporaryFederation } from './demo/temporary-federation.ts';
import type { TemporaryFederation } from './demo/temporary-federation.ts';
import { worldOf } from './demo/world.ts';
import type { World } from './demo/world.ts';
import { replayWindow } from './replay/replay-window.ts';
import { agreed, li, partiesAt, termsOf, wang } from './testing/parties.ts';
import { pointersOf, send } from './testing/send.ts';

let federation: TemporaryFederation;
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

/** A decision of the hub and one of a province's own, and of each a document that it used. */
const decidedTwice = async (n: number) => {
  const there = await world.show(await world.apply('420000', resident('421002', n)));
  const { decisionId } = await world.recognise(there, '440111');
  const presented = await world.show(await world.apply('330000', resident('330106', n)));
  const own = await world.issuer('POST', '/v1/issuers/330000/recognitions', {
    presented,
    destination: '330106',
  });
  const kept = [
    [federation.hubContext, `${federation.hub.url}/v1`, decisionId],
    [federation.issuerContext, `${federation.issuer.url}/v1/issuers/330000`, String(own['decisionId'])],
  ] as const;
  return Promise.all(
    kept.map(async ([{ database }, at, id]) => {
      const [{ digest } = { digest: '' }] = await database.sql.query<{ digest: string }>(
        `select jsonb_path_query_first(used, '$.**.ruleSet ? (@ != null)') #>> '{}' as digest
           from decision where decision_id = $1`,
        [id],
      );
      return { sql: database.sql, at, id, digest };
    }),
  );
};

describe('the outcome of a decision', () => {
  it('is recomputed of the hub and of a province although what is stored of it was altered', async () => {
    const kept = await decidedTwice(25);
    const before = await Promise.all(
      kept.map(({ at, id }) => send(`${at}/decisions/${id}`, 'GET', undefined)),
    );
    const replayed = () =>
      Promise.all(kept.map(({ at, id }) => send(`${at}/decisions/${id}/replay`, 'POST', undefined)));
    const answers = (identical: boolean) =>
      before.map(({ body: decision }) =>
        expect.objectContaining({ body: expect.objectContaining({ identical, decision }) }),
      );
    const ids = kept.map(({ id }) => id);
    const databases = kept.map(({ sql }) => sql);
    expect(await hidingOutcomes(databases, ids, replayed)).toEqual(answers(false));
    expect(await replayed()).toEqual(answers(true));
    await expect(hidingOutcomes(databases, [...ids, 'gone'], replayed)).rejects.toThrow('not every outcome');
    expect(await replayed()).toEqual(answers(true));
  });
});

describe('what decisions used', () => {
  it('is told by its digest where it is not what was kept, and nothing is made again of it', async () => {
    for (const { sql, at, id, digest } of await decidedTwice(20)) {
      const exchange = (from: string, to: string) =>
        sql.query(`update artefact set content = replace(content::text, $2, $3)::jsonb where digest = $1`, [
          digest,
          from,
          to,
        ]);
      await exchange('"basis"', '"Basis"');
      expect(await send(`${at}/decisions/${id}/replay`, 'POST', undefined)).toMatchObject({
        status: 409,
        body: { code: 'artefact_altered', detail: expect.stringContaining(digest) as unknown },
      });
      expect((await replay(at)).different).toContain(id);
      await exchange('"Basis"', '"basis"');
      expect((await replay(at)).different).not.toContain(id);
    }
  });

  it('is answered by 410 and its digest where it was erased, while the decision stays', async () => {
    for (const { sql, at, id, digest } of await decidedTwice(22)) {
      const before = await replay(at);
      const [document] = await sql.query<{ kind: string; content: unknown }>(
        'delete from artefact where digest = $1 returning kind, content',
        [digest],
      );
      expect(await send(`${at}/decisions/${id}/replay`, 'POST', undefined)).toMatchObject({
        status: 410,
        body: { code: 'artefact_erased', digest, detail: expect.stringContaining(digest) as unknown },
      });
      expect((await send(`${at}/decisions/${id}`, 'GET', undefined)).status).toBe(200);
      const { identical, different, erased } = await replay(at);
      expect([different, identical + erased]).toEqual([before.different, before.identical + before.erased]);
      expect(erased).toBeGreaterThan(before.erased);
      await sql.query('insert into artefact (digest, kind, content) values ($1, $2, $3)', [
        ...[digest, document?.kind, JSON.stringify(document?.content)],
      ]);
      expect(await replay(at)).toEqual(before);
    }
  });

  it('stays when the code itself is withdrawn, for a decision is erased by itself alone', async () => {
    const code = await world.apply('420000', resident('421002', 24));
    const presented = await world.show(code);
    const { decisionId } = await world.recognise(presented, '440111');
    const data = { codeRef: code.codeRef as CodeRef, version: code.version + 1, erased: true } as const;
    const time = '2020-03-16T09:00:00+08:00';
    await federation.hubContext.database.transactions.run((tx) =>
      appendToOutbox(tx, [draftOf(codeTopic, { source: '/hub', time, data })]),
    );
    await world.settle();
    expect((await world.recognise(presented, '440111')).result).toBe('not_found');
    const again = await world.hub('POST', `/v1/decisions/${decisionId}/replay`);
    expect(again).toMatchObject({ identical: true, decision: { result: 'recognised' } });
  });

  it('stays as it was whatever becomes of it: suspended, amended, ended, and after a restart', async () => {
    const parties = partiesAt(federation, 'agreement');
    for (const person of [wang, li]) await parties.register(person);
    const terms = termsOf('changing');
    await agreed(parties, terms);
    await world.at('2020-03-18T00:00:01+08:00');
    const code = await world.apply('420000', resident('421002', 21));
    const kept: Decision[] = [];
    const decide = async () => {
      const { decisionId } = await world.recognise(await world.show(code), '440300');
      kept.push((await world.hub('GET', `/v1/decisions/${decisionId}`)) as unknown as Decision);
    };
    await decide();
    await parties.act(['changing', 1], 'suspend', [wang], { grounds: 'an outbreak' });
    await world.settle();
    await decide();
    await parties.act(['changing', 1], 'resume', [wang]);
    await agreed(parties, { ...terms, version: 2, validFrom: '2020-03-20T00:00:00+08:00' });
    await world.at('2020-03-20T00:00:01+08:00');
    await decide();
    await parties.act(['changing', 2], 'give_notice', [li], { until: '2020-03-28T00:00:00+08:00' });
    await world.at('2020-03-28T00:00:01+08:00');
    await decide();
    const found = kept.map(({ result, basis: { agreement } }) => [result, agreement?.version]);
    expect(found).toEqual([
      ['recognised', 1],
      ['not_recognised', 1],
      ['recognised', 2],
      ['not_recognised', undefined],
    ]);
    federation = await federation.restart();
    const counts = await replayWindow({
      at: `${federation.hub.url}/v1`,
      from: '2020-03-18',
      to: '2020-03-29',
    });
    expect(counts).toEqual({ identical: kept.length, different: [], erased: 0 });
    for (const first of kept) {
      const { decision } = await worldOf(federation).hub('POST', `/v1/decisions/${first.decisionId}/replay`);
      expect(JSON.stringify(decision)).toBe(JSON.stringify(first));
    }
  }, 120_000);
});
