import { knowledgeFrom } from '@huren/agreements';
import type { RegisterAnswers } from '@huren/agreements';
import { ANSWER_SIGNATURE, verifyAnswer } from '@huren/crypto';
import { decide } from '@huren/recognition';
import type { Decision, PresentedRecord } from '@huren/recognition';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resident } from './demo/people.ts';
import { temporaryFederation } from './demo/temporary-federation.ts';
import { worldOf } from './demo/world.ts';
import type { Code, World } from './demo/world.ts';
import type { Federation } from './federation.ts';
import { pointersOf, send } from './testing/send.ts';

type Freshness = { levelsCompleteAt: string; feeds: { issuer: string; completeAt: string }[] };

let federation: Federation;
let world: World;

beforeAll(async () => {
  federation = await temporaryFederation('2020-03-16T09:00:00+08:00');
  world = worldOf(federation);
}, 60_000);

afterAll(() => federation.stop(), 60_000);

const url = (path: string) => `${federation.hub.url}/v1/register/${path}`;

/** An answer, read to its end, so that its connection is free. */
const get = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(url(path), { headers });
  return {
    status: answer.status,
    text: await answer.text(),
    header: (name: string) => answer.headers.get(name),
  };
};

const read = async <T>(path: string): Promise<T> =>
  (await fetch(url(path)).then((answer) => answer.json())) as T;

/** What a verifier without an account keeps: documents with what comes of them later, the rest of one instant. */
const answersOf = async (at: string): Promise<RegisterAnswers> => {
  const query = `?at=${encodeURIComponent(at)}`;
  const [meanings, ...parts] = await Promise.all([
    read<{ values: RegisterAnswers['meanings'] }>(`value-sets/meanings${query}`),
    ...['agreements', 'rule-sets', `levels${query}`, `members${query}`, 'signing-keys'].map((path) =>
      read<object>(path),
    ),
  ]);
  return { ...Object.assign({}, ...parts), meanings: meanings.values } as RegisterAnswers;
};

/** The hub's decision about a code, and up to when its issuer's feed was known complete just then. */
const decided = async (code: Code, destination: string): Promise<[Decision, string, number]> => {
  const completeAt = async () => {
    const { feeds, levelsCompleteAt } = await read<Freshness>('freshness');
    const feed = feeds.find(({ issuer }) => issuer === code.issuer)?.completeAt ?? '';
    return { feed, levels: levelsCompleteAt };
  };
  const deadline = performance.now() + 20_000;
  while (performance.now() < deadline) {
    const before = await completeAt();
    const body = { destination, items: [{ codeRef: code.codeRef }] };
    const { decisions } = (await world.hub('POST', '/v1/recognitions/batch', body)) as unknown as {
      decisions: (Decision & { holder: string })[];
    };
    const { feed, levels } = await completeAt();
    const { holder: _, ...decision } = decisions[0]!;
    const riskAge = (Date.parse(decision.at) - Date.parse(levels)) / 1000;
    if (feed === before.feed && levels === before.levels) return [decision, feed, riskAge];
  }
  throw new Error('the feed never stood still');
};

const offline = async (code: Code, [decision, observedAt, riskAge]: [Decision, string, number]) => {
  const {
    subject: _s,
    codeRef: _c,
    standard: _v,
    ...record
  } = (await world.colourOf(code)) as unknown as PresentedRecord & Record<string, unknown>;
  const { decisionId, at, destination } = decision;
  const ageSeconds = (Date.parse(at) - Date.parse(observedAt)) / 1000;
  const presented = { kind: 'record', record, verified: 'none', observedAt, ageSeconds } as const;
  const question = { decisionId, at, destination, purpose: 'entry', mode: 'showing', presented } as const;
  return decide(question, knowledgeFrom(await answersOf(at), new Date(at), riskAge));
};

describe('a verifier without an account', () => {
  it('reaches the hub’s own result from the register and a record alone, to the byte', async () => {
    await world.risk('PUT', '/v1/regions/110106/level', { level: 'high' });
    const healthy = await world.apply('420000', resident('421002', 70));
    const contact = await world.apply('420000', resident('421002', 71), {
      health: { temperatureTenths: 366, symptoms: [], closeContact: true },
    });
    const visitor = await world.apply('120000', resident('120101', 72), {
      itinerary: [{ leftOn: '2020-03-15', division: '110106' }],
    });
    await world.settle();
    const seen = new Set<string>();
    for (const [code, destination] of [
      [healthy, '440111'],
      [contact, '440111'],
      [visitor, '370600'],
      [healthy, '540000'],
      [healthy, '330106'],
    ] as const) {
      const hub = await decided(code, destination);
      expect(JSON.stringify(await offline(code, hub))).toBe(JSON.stringify(hub[0]));
      seen.add(`${hub[0].result} ${hub[0].measure} ${hub[0].next?.why}`);
    }
    expect([...seen]).toContain('not_recognised central_isolation clause_begins');
    expect(seen.size).toBeGreaterThan(3);
  });

  it('finds by signatures and keys of the register what is not as it was signed', async () => {
    const healthy = await world.apply('420000', resident('421002', 73));
    await world.settle();
    const [decision, , riskAge] = await decided(healthy, '440111');
    const answers = await answersOf(decision.at);
    expect(new Set(answers.signingKeys.map(({ key }) => key.alg))).toEqual(new Set(['SM2-SM3', 'ES256']));
    const ask = (given: RegisterAnswers): (string | undefined)[] => {
      const { at, destination } = decision;
      const question = { issuer: '420000', scheme: 'domestic', destination, purpose: 'entry' } as const;
      const chosen = knowledgeFrom(given, new Date(at), riskAge).agreements.choose({
        ...question,
        mode: 'showing',
        at: new Date(at),
      });
      return [chosen?.agreement.id, String(chosen?.altered)];
    };
    expect(ask(answers)).toEqual(['baiyun-hubei', 'false']);
    const agreements = answers.agreements.map((told) => ({
      ...told,
      agreement: { ...told.agreement, basis: `${told.agreement.basis}.` },
    }));
    expect(ask({ ...answers, agreements })).toEqual(['baiyun-hubei', 'true']);
    const signingKeys = answers.signingKeys.filter(({ key }) => key.party !== '440111');
    expect(ask({ ...answers, signingKeys })).toEqual(['baiyun-hubei', 'true']);
  });
});

describe('an answer of the register', () => {
  it('is signed by the registrar, for its address and to the byte, also where it is known already', async () => {
    const { signingKeys } = await read<RegisterAnswers>('signing-keys');
    const key = signingKeys.find(({ key: { kid } }) => kid === 'registrar')?.key;
    if (!key) throw new Error('the registrar has no key');
    const path = '/v1/register/levels?at=2020-03-18T09%3A00%3A00%2B08%3A00';
    const answer = await fetch(federation.hub.url + path);
    const [body, signature] = [await answer.text(), answer.headers.get(ANSWER_SIGNATURE) ?? ''];
    expect(verifyAnswer(path, body, signature, key)).toBe(true);
    expect(verifyAnswer(path, `${body} `, signature, key)).toBe(false);
    expect(verifyAnswer(path.replace('18', '19'), body, signature, key)).toBe(false);
    const known = { 'if-none-match': answer.headers.get('etag') ?? '' };
    const again = await fetch(federation.hub.url + path, { headers: known });
    expect([again.status, again.headers.get(ANSWER_SIGNATURE)]).toEqual([304, signature]);
  });
});

describe('the register', () => {
  it('tells what held on a day: Baiyun took Hubei’s code from 16 March, Hangzhou from 18 March', async () => {
    const clauses = async (day: string) => {
      const { agreements } = await read<RegisterAnswers>(`agreements?at=${day}`);
      return agreements.flatMap(({ agreement }) =>
        agreement.clauses
          .filter((one) => one.from.includes('420000') && one.destination !== '420000')
          .map(({ destination }) => destination),
      );
    };
    expect(await clauses('2020-03-15')).not.toContain('440111');
    expect(await clauses('2020-03-16')).toContain('440111');
    expect(await clauses('2020-03-17')).not.toContain('330100');
    expect(await clauses('2020-03-18')).toContain('330100');
  });

  it('keeps the paths that members had', async () => {
    await world.at('2020-03-17T09:00:00+08:00');
    await world.hub('PUT', '/v1/members/370000/path', { path: 1 });
    await world.settle();
    const pathOn = async (query: string) =>
      (await read<RegisterAnswers>(`members${query}`)).members
        .filter(({ division }) => division === '370000')
        .map(({ path }) => path);
    expect(await pathOn('?at=2020-03-16')).toEqual([2]);
    expect(await pathOn('?at=2020-03-18')).toEqual([1]);
    expect(await pathOn('')).toEqual([2, 1]);
  });

  it('tells everybody who recognises whom on a date', async () => {
    type Row = { destination: string; recognises: { issuer: string }[] };
    const recognised = async (at: string): Promise<boolean | undefined> => {
      const answer = await send(url(`matrix?at=${at}`), 'GET', undefined);
      const rows = answer.body['destinations'] as Row[];
      const row = rows.find(({ destination }) => destination === '330100');
      return row?.recognises.some(({ issuer }) => issuer === '420000');
    };
    expect([await recognised('2020-03-17'), await recognised('2020-03-18')]).toEqual([false, true]);
    const now = await get('matrix');
    expect((await get('matrix', { 'if-none-match': now.header('etag') ?? '' })).status).toBe(304);
  });

  it('is cached: an ETag that is the digest of the body, 304 to whoever has it, and another after a change', async () => {
    const first = await get('levels');
    const etag = first.header('etag') ?? '';
    expect(etag).toMatch(/^"sm3:[0-9a-f]{64}"$/);
    expect(first.header('cache-control')).toContain('public');
    const known = { 'if-none-match': `W/${etag}, "other"` };
    expect(await get('levels', known)).toMatchObject({ status: 304, text: '' });
    await world.risk('PUT', '/v1/regions/110105/level', { level: 'medium' });
    await world.settle();
    expect((await get('levels', known)).status).toBe(200);
  });

  it('gives the documents that decisions pin, by digest, for ever', async () => {
    const { ruleSets } = await read<{ ruleSets: object[] }>('rule-sets');
    const [{ digest, ruleSet }] = ruleSets as [{ digest: string; ruleSet: object }];
    const answer = await get(`documents/${digest}`);
    expect(answer.header('cache-control')).toContain('immutable');
    expect(answer.header('etag')).toBe(`"${digest}"`);
    expect(JSON.parse(answer.text)).toEqual(ruleSet);
    expect(await send(url('documents/sm3:00'), 'GET', undefined)).toMatchObject({
      status: 404,
      body: { code: 'unknown_document' },
    });
  });

  it('has the value sets with their digests, each to be read by its id', async () => {
    const { valueSets } = await read<{ valueSets: { id: string; digest: string }[] }>('value-sets');
    expect(valueSets.map(({ id }) => id)).toEqual(expect.arrayContaining(['reason-kinds', 'meanings']));
    for (const { id, digest } of valueSets)
      expect((await get(`value-sets/${id}`)).header('etag')).toBe(`"${digest}"`);
  });

  it('refuses what is no day, and names the field', async () => {
    for (const at of ['18 March', '2020-02-30', '2020-03-18T09:00:00']) {
      const refused = await send(url(`levels?at=${encodeURIComponent(at)}`), 'GET', undefined);
      expect([refused.status, pointersOf(refused)]).toEqual([400, ['/at']]);
    }
    expect((await send(url('levels?on=2020-03-18'), 'GET', undefined)).status).toBe(400);
  });
});
