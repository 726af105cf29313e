import { allIssuers } from '@huren/standard';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { foreigner, resident } from './demo/people.ts';
import type { Person } from './demo/people.ts';
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

const issuer = (code: string, path: string, body: unknown) =>
  send(`${federation.issuer.url}/v1/issuers/${code}/${path}`, 'POST', body);

const answers = { temperatureTenths: 366, symptoms: [] as string[], closeContact: false };

const apply = (code: string, channel: string, document: Person, more: object = {}) =>
  issuer(code, 'code-applications', {
    channel,
    document,
    consent: { given: true, version: '2020-02' },
    health: answers,
    itinerary: [],
    ...more,
  });

describe('the seven interfaces of GB/T 38963', () => {
  it.each<[string, string, Person, string]>([
    ['420000', 'domestic', resident('421002', 1), 'yellow'],
    ['410000', 'domestic', resident('410105', 1), 'red'],
    ['330110', 'domestic', resident('330110', 1), 'red'],
    ['330000', 'international', foreigner(10), 'orange'],
    ['000000', 'national', resident('540102', 1), 'orange'],
  ])(
    'follow one code of %s (%s): applied for, declared, queried, made, verified, corrected',
    async (code, scheme, person, colour) => {
      const { codeRef } = await world.apply(code, person);
      const contact = { ...answers, closeContact: true };
      const declared = await issuer(code, 'health-declarations', { codeRef, answers: contact });
      expect(declared).toMatchObject({ status: 200, body: { codeRef, scheme, colour } });
      const stays = [{ leftOn: '2020-03-10', division: '421002' }];
      expect((await issuer(code, 'itinerary-declarations', { codeRef, stays })).status).toBe(200);
      expect(await world.issuer('GET', `/v1/issuers/${code}/codes/${codeRef}/health`)).toMatchObject({
        record: { codeRef, scheme, colour },
      });
      const { presented } = (await issuer(code, `codes/${codeRef}/make`, {})).body;
      expect(await issuer(code, 'codes/verify', { presented })).toMatchObject({
        body: { result: 'valid', proof: { scheme, colour, issuer: code } },
      });
      const statement = 'It was somebody of my name.';
      const filed = await issuer(code, 'corrections', { codeRef, kind: 'contact.close', statement });
      expect(filed).toMatchObject({ status: 201, body: { addressee: code, state: 'filed' } });
    },
  );
});

describe('an answer of an issuer', () => {
  it('names no holder to whoever scans, declares or queries, and gives a scanner nothing to find one again by', async () => {
    const { codeRef } = await world.apply('420000', resident('421002', 2));
    const declared = await issuer('420000', 'health-declarations', { codeRef, answers });
    const queried = await world.issuer('GET', `/v1/issuers/420000/codes/${codeRef}/health`);
    const { body: made } = await issuer('420000', `codes/${codeRef}/make`, {});
    const verified = await issuer('420000', 'codes/verify', { presented: made['presented'] });
    const [{ subject } = { subject: '' }] = await federation.issuerContext.database.sql.query<{
      subject: string;
    }>('select subject from code where code_ref = $1', [codeRef]);
    expect(subject).toHaveLength(32);
    for (const answer of [declared.body, queried, verified.body])
      expect(JSON.stringify(answer)).not.toContain(subject);
    expect(Object.keys(queried['record'] as object)).toContain('reasons');
    expect(Object.keys(verified.body['proof'] as object).sort()).toEqual([
      'colour',
      'issuedAt',
      'issuer',
      'scheme',
      'validUntil',
    ]);
    expect(JSON.stringify(verified.body)).not.toContain(codeRef);
  });
});

describe('a day of a stay', () => {
  it('that is on no calendar is refused by its field', async () => {
    const { codeRef } = await world.apply('420000', resident('421002', 3));
    const stays = [{ leftOn: '2020-02-30', division: '421002' }];
    const answer = await issuer('420000', 'itinerary-declarations', { codeRef, stays });
    expect(answer).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/stays/0/leftOn', reason: 'is no day of the calendar' }] },
    });
  });
});

describe('applications', () => {
  it('come by each of the four channels of Hubei, with the consent kept', async () => {
    const channels = ['ehuiban_app', 'ehuiban_wechat', 'ehuiban_alipay', 'national_supervision_miniprogram'];
    for (const [n, channel] of channels.entries())
      expect((await apply('420000', channel, resident('421002', 20 + n))).status).toBe(201);
    const kept = await federation.issuerContext.database.sql.query<{ channel: string; version: string }>(
      'select channel, version from consent',
    );
    for (const channel of channels) expect(kept).toContainEqual({ channel, version: '2020-02' });
  });

  it('that are repeated keep each consent and its channel, and tell them where the code is queried', async () => {
    const consent = { given: true, version: '2020-03' };
    const first = await apply('420000', 'ehuiban_app', resident('421002', 30));
    const again = await apply('420000', 'ehuiban_alipay', resident('421002', 30), { consent });
    expect([first.status, again.status, again.body['codeRef']]).toEqual([201, 200, first.body['codeRef']]);
    await apply('420000', 'ehuiban_app', { ...resident('421002', 30), name: '别人' }, { consent });
    const { consents } = await world.issuer(
      'GET',
      `/v1/issuers/420000/codes/${String(first.body['codeRef'])}/health`,
    );
    const givenAt = expect.stringMatching(/^2020-03-16T09:/);
    expect(consents).toEqual([
      { givenAt, channel: 'ehuiban_app', version: '2020-02' },
      { givenAt, channel: 'ehuiban_alipay', version: '2020-03' },
    ]);
  });

  it('of a passport lead to the international version, in its own palette', async () => {
    const itinerary = [{ leftOn: '2020-03-15', country: 'ITA' }];
    const abroad = await apply('330000', 'zheliban_app', foreigner(1), { itinerary });
    expect(abroad).toMatchObject({ status: 201, body: { scheme: 'international', colour: 'orange' } });
    const well = await apply('330000', 'zheliban_app', foreigner(2));
    expect(well).toMatchObject({ status: 201, body: { scheme: 'international', colour: 'green' } });
  });

  it('of a passport lead to the usual code where a province has no international version', async () => {
    const [passport, permit] = [
      foreigner(3),
      { type: 'taiwan_permit_single', number: '12345678', name: '试' },
    ];
    for (const document of [passport, permit])
      expect(await apply('420000', 'ehuiban_app', document)).toMatchObject({
        status: 201,
        body: { scheme: 'domestic', colour: 'green' },
      });
    expect(await apply('420000', 'ehuiban_app', foreigner(4), { scheme: 'international' })).toMatchObject({
      status: 422,
      body: { code: 'scheme_not_issued' },
    });
    const other = { type: 'other', number: 'SEAMAN0001', name: '试' };
    for (const document of [permit, other])
      expect(await apply('000000', 'wechat', document)).toMatchObject({
        status: 201,
        body: { scheme: 'national' },
      });
  });

  it('can be made to every issuer but those of provinces that use the national code', async () => {
    const refused: string[] = [];
    for (const { code } of allIssuers()) {
      const made = await world.apply(code, resident('110105', 500)).catch((error: unknown) => error);
      if (made instanceof Error) refused.push(`${code}: ${made.message}`);
    }
    expect(refused.map((text) => text.slice(0, 6))).toEqual(['540000', '660000']);
    for (const text of refused) expect(text).toContain('uses_national_code');
  });
});

describe('the hub, asked for many at once', () => {
  it('decides about 10,000 codes in a call, each in its place, and about no more', async () => {
    const { codeRef } = await world.apply('420000', resident('421002', 1));
    await federation.settle();
    const items = Array.from({ length: 10_000 }, (_, n) =>
      n === 7_000 ? { codeRef: '420000.zzzzzzzzzzzzzzzzzzzzzzzzzz' } : { codeRef },
    );
    const batch = (list: unknown[]) =>
      send(`${federation.hub.url}/v1/recognitions/batch`, 'POST', { destination: '440111', items: list });
    const { status, body } = await batch(items);
    const decisions = body['decisions'] as { result: string }[];
    expect(status).toBe(200);
    expect(decisions.length).toBe(10_000);
    expect(decisions[7_000]).toMatchObject({ result: 'not_found' });
    expect(decisions.filter(({ result }) => result === 'not_found').length).toBe(1);
    expect(await batch([...items, { codeRef }])).toMatchObject({ status: 400 });
  }, 60_000);

  it('takes 10,000 records in a call', async () => {
    const records = Array.from({ length: 10_000 }, (_, n) => [
      { k: 'REF', v: `BULK${String(n).padStart(6, '0')}` },
      { k: 'SUBJ', v: '0123456789abcdefghjkmnpqrstvwxyz' },
      { k: 'UPD', v: '20200316080000' },
      { k: 'EXP', v: '20200416090000' },
      { k: 'CLR', v: n === 5_000 ? '?' : 'G' },
      { k: 'CONTACT', v: '0' },
    ]);
    const answer = await send(`${federation.hub.url}/v1/issuers/230000/records`, 'POST', { records });
    expect(answer).toMatchObject({ status: 200, body: { counts: { applied: 9_999, refused: 1 } } });
    const shown = { presented: 'HLJJKK:BULK009999', destination: '370600' };
    const { body } = await send(`${federation.hub.url}/v1/recognitions`, 'POST', shown);
    expect(body).toMatchObject({ result: 'recognised', colour: 'green' });
  }, 60_000);
});
