import { appendToOutbox, draftOf, regionTopic } from '@huren/events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resident } from './demo/people.ts';
import { temporaryFederation } from './demo/temporary-federation.ts';
import { worldOf } from './demo/world.ts';
import type { Code, World } from './demo/world.ts';
import type { Federation } from './federation.ts';

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

type Answer = { status: number; type: string; body: Record<string, unknown> };

const send = async (
  url: string,
  method: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: text,
  });
  const type = response.headers.get('content-type') ?? '';
  return { status: response.status, type, body: (await response.json()) as Record<string, unknown> };
};

const recognise = (body: unknown, headers?: Record<string, string>) =>
  send(`${federation.hub.url}/v1/recognitions`, 'POST', body, headers);
const applyFor = (issuer: string, change: (body: Record<string, unknown>) => void) => {
  const { type, number, name } = resident('421002', 2);
  const body = {
    channel: 'ehuiban_app',
    document: { type, number, name },
    consent: { given: true, version: '2020-02' },
  };
  change(body);
  return send(`${federation.issuer.url}/v1/issuers/${issuer}/code-applications`, 'POST', body);
};
const pointersOf = ({ body }: Answer) =>
  ((body['errors'] ?? []) as { pointer: string }[]).map(({ pointer }) => pointer);

describe('bad input gets a problem document that names the field and the reason, and changes nothing', () => {
  it('an unknown division', async () => {
    const answer = await recognise({ presented: 'HLJJKK:SAMPLE0001', destination: '999999' });
    expect(answer).toMatchObject({
      status: 422,
      type: expect.stringContaining('application/problem+json') as unknown as string,
      body: { code: 'unknown_division' },
    });
    expect(pointersOf(answer)).toEqual(['/destination']);
    const level = await send(`${federation.risk.url}/v1/regions/999999/level`, 'PUT', { level: 'high' });
    expect(level).toMatchObject({ status: 404, body: { code: 'unknown_division' } });
  });

  it('a document with a wrong check digit', async () => {
    const answer = await applyFor(
      '420000',
      (body) => (body['document'] = { type: 'resident_id', number: '110105194912310021', name: '张三' }),
    );
    expect(answer).toMatchObject({ status: 422, body: { code: 'wrong_check_digit' } });
    expect(pointersOf(answer)).toEqual(['/document/number']);
    expect(JSON.stringify(answer.body)).not.toContain('110105194912310021');
  });

  it('an unknown field', async () => {
    const answer = await recognise({ presented: 'x', destination: '370600', gate: 7 });
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    expect(pointersOf(answer)).toEqual(['/gate']);
  });

  it('a wrong type, at its depth', async () => {
    const answer = await applyFor(
      '420000',
      (body) => (body['health'] = { temperatureTenths: 'warm', symptoms: [], closeContact: false }),
    );
    expect(answer.status).toBe(400);
    expect(pointersOf(answer)).toContain('/health/temperatureTenths');
  });

  it('a body that is not JSON, and one that is too large', async () => {
    expect(await recognise('{')).toMatchObject({ status: 400, body: { code: 'malformed_json' } });
    const large = await recognise({ presented: 'x'.repeat(17 * 1024 * 1024), destination: '370600' });
    expect(large).toMatchObject({ status: 413, body: { code: 'body_too_large' } });
  });

  it('an unknown issuer', async () => {
    expect(await applyFor('999999', () => undefined)).toMatchObject({
      status: 404,
      body: { code: 'unknown_issuer' },
    });
    const records = await send(`${federation.hub.url}/v1/issuers/999999/records`, 'POST', { records: [{}] });
    expect(records).toMatchObject({ status: 404, body: { code: 'unknown_issuer' } });
  });

  it('consent that was not given, and a channel that the issuer does not have', async () => {
    const answer = await applyFor('420000', (body) => (body['consent'] = { given: false, version: '1' }));
    expect(pointersOf(answer)).toEqual(['/consent/given']);
    expect(await applyFor('420000', (body) => (body['channel'] = 'fax'))).toMatchObject({
      status: 422,
      body: { code: 'unknown_channel' },
    });
  });

  it('a bare reference is no credential', async () => {
    expect(await recognise({ presented: code.codeRef, destination: '440111' })).toMatchObject({
      status: 422,
      body: { code: 'not_a_credential' },
    });
  });
});

describe('handles', () => {
  const verify = async (issuer: string, presented: string) =>
    (await send(`${federation.issuer.url}/v1/issuers/${issuer}/codes/verify`, 'POST', { presented })).body;

  it('a foreign, an altered and a stale handle are told apart by the issuer and by the hub', async () => {
    const presented = await world.show(code);
    const altered = presented.slice(0, -1) + (presented.endsWith('A') ? 'B' : 'A');
    expect(await verify('420000', presented)).toMatchObject({
      result: 'valid',
      record: { codeRef: code.codeRef },
    });
    expect(await verify('330000', presented)).toMatchObject({
      result: 'verification_failed',
      fault: 'foreign',
    });
    expect(await verify('420000', altered)).toMatchObject({
      result: 'verification_failed',
      fault: 'altered',
    });
    expect(await verify('420000', 'nonsense')).toMatchObject({
      result: 'verification_failed',
      fault: 'malformed',
    });
    expect((await recognise({ presented: altered, destination: '440111' })).body).toMatchObject({
      result: 'verification_failed',
      fault: 'altered',
    });
    await federation.clock.moveTo(new Date(federation.clock.now().getTime() + 61_000));
    expect(await verify('420000', presented)).toMatchObject({ result: 'expired', fault: 'expired' });
    expect((await recognise({ presented, destination: '440111' })).body).toMatchObject({
      result: 'expired',
      advice: 'refresh_code',
    });
  });
});

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
