import { makeHandle } from '@huren/crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { resident } from './demo/people.ts';
import { temporaryFederation } from './demo/temporary-federation.ts';
import { worldOf } from './demo/world.ts';
import type { Code, World } from './demo/world.ts';
import type { Federation } from './federation.ts';
import { keptBy } from './testing/kept.ts';
import { pointersOf, send } from './testing/send.ts';

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

describe('bad input gets a problem document that names the field and the reason, and changes nothing', () => {
  let before: unknown;
  beforeEach(async () => void (before = await keptBy(federation)));
  afterEach(async () => expect(await keptBy(federation)).toEqual(before));

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
    expect(pointersOf(level)).toEqual(['/division']);
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

  it.each<[string, unknown]>([
    ['document', undefined],
    ['document', []],
    ['consent', undefined],
    ['consent', []],
    ['health', []],
    ['itinerary', [null]],
  ])('an object of an application that is none: %s %j', async (field, value) => {
    const answer = await applyFor('420000', (body) => (body[field] = value));
    expect(answer.status).toBe(400);
    expect(pointersOf(answer)).toContain(`/${field}`);
  });

  it('a health declaration without answers', async () => {
    const url = `${federation.issuer.url}/v1/issuers/420000/health-declarations`;
    const answer = await send(url, 'POST', { codeRef: code.codeRef });
    expect(answer.status).toBe(400);
    expect(pointersOf(answer)).toEqual(['/answers']);
  });

  it('a level without figures, and one that its figures contradict', async () => {
    const put = (body: object) => send(`${federation.risk.url}/v1/regions/110106/level`, 'PUT', body);
    expect(pointersOf(await put({ figures: [] }))).toEqual(['/figures']);
    const figures = { total: 60, newIn14Days: 5, clusterIn14Days: true };
    const answer = await put({ level: 'low', figures });
    expect(answer).toMatchObject({ status: 422, body: { code: 'level_contradicts_figures' } });
    expect(pointersOf(answer)).toEqual(['/level']);
  });

  it('a body that is not JSON, and one that is too large', async () => {
    expect(await recognise('{"presented":"x",}')).toMatchObject({
      status: 400,
      body: { code: 'malformed_json', detail: 'The body is not JSON from its character 18 on.' },
    });
    const large = await recognise({ presented: 'x'.repeat(17 * 1024 * 1024), destination: '370600' });
    expect(large).toMatchObject({ status: 413, body: { code: 'body_too_large' } });
  });

  it('an unknown issuer', async () => {
    const records = (issuer: string, more: object = {}) =>
      send(`${federation.hub.url}/v1/issuers/${issuer}/records`, 'POST', { records: [{}], ...more });
    const corrections = `${federation.issuer.url}/v1/issuers/999999/corrections`;
    for (const answer of [
      await applyFor('999999', () => undefined),
      await records('999999'),
      await send(corrections, 'GET', undefined),
    ]) {
      expect(answer).toMatchObject({ status: 404, body: { code: 'unknown_issuer' } });
      expect(pointersOf(answer)).toEqual(['/issuer']);
    }
    expect(pointersOf(await records('420000', { scheme: 'national' }))).toEqual(['/scheme']);
  });

  it('consent that was not given, and a channel that the issuer does not have', async () => {
    const answer = await applyFor('420000', (body) => (body['consent'] = { given: false, version: '1' }));
    expect(pointersOf(answer)).toEqual(['/consent/given']);
    const byFax = await applyFor('420000', (body) => (body['channel'] = 'fax'));
    expect(byFax).toMatchObject({ status: 422, body: { code: 'unknown_channel' } });
    expect(pointersOf(byFax)).toEqual(['/channel']);
  });

  it('a bare reference is no credential', async () => {
    const answer = await recognise({ presented: code.codeRef, destination: '440111' });
    expect(answer).toMatchObject({ status: 422, body: { code: 'not_a_credential' } });
    expect(pointersOf(answer)).toEqual(['/presented']);
  });
});

describe('handles', () => {
  const verify = async (issuer: string, presented: string) =>
    (await send(`${federation.issuer.url}/v1/issuers/${issuer}/codes/verify`, 'POST', { presented })).body;

  /** Made by an issuer that is none of the federation's: Hong Kong. */
  const foreign = (): string =>
    makeHandle({
      codeRef: code.codeRef.replace('420000', '810000'),
      at: federation.clock.now(),
      key: { issuer: '810000', kid: 'k1', secret: new Uint8Array(32) },
    });

  it('a foreign, an altered and a stale handle are told apart by the issuer and by the hub', async () => {
    const presented = await world.show(code);
    const altered = presented.slice(0, -1) + (presented.endsWith('A') ? 'B' : 'A');
    const atHub = async (shown: string) =>
      (await recognise({ presented: shown, destination: '440111' })).body;
    const failed = (fault: string) => ({ result: 'verification_failed', fault });
    expect(await verify('420000', presented)).toMatchObject({
      result: 'valid',
      proof: { colour: code.colour },
    });
    expect(await verify('330000', presented)).toMatchObject(failed('foreign'));
    expect(await verify('420000', foreign())).toMatchObject(failed('foreign'));
    expect(await verify('420000', altered)).toMatchObject(failed('altered'));
    expect(await verify('420000', 'nonsense')).toMatchObject(failed('malformed'));
    expect(await atHub(presented)).toMatchObject({ result: 'recognised' });
    // For the hub every issuer of the federation is its own: foreign is whose key it does not have.
    expect(await atHub(foreign())).toMatchObject(failed('unknown_key'));
    expect(await atHub(altered)).toMatchObject(failed('altered'));
    expect(await atHub('nonsense')).toMatchObject(failed('malformed'));
    await federation.clock.moveTo(new Date(federation.clock.now().getTime() + 61_000));
    expect(await verify('420000', presented)).toMatchObject({ result: 'expired', fault: 'expired' });
    expect(await atHub(presented)).toMatchObject({ result: 'expired', advice: 'refresh_code' });
  });
});
