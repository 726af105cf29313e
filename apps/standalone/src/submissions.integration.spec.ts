import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { gradeBy } from '@huren/risk';
import type { CaseFigures, Thresholds } from '@huren/risk';
import { resident } from './demo/people.ts';
import { temporaryFederation } from './demo/temporary-federation.ts';
import { worldOf } from './demo/world.ts';
import type { Code, World } from './demo/world.ts';
import type { Federation } from './federation.ts';
import { send } from './testing/send.ts';

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

  it.each(['recognitions', 'recognitions/batch', 'translations'])(
    'the same write of %s gets the same bytes again',
    async (path) => {
      const presented = await world.show(code);
      const asked = path.endsWith('batch') ? { items: [{ presented }] } : { presented };
      const headers = { 'content-type': 'application/json', 'idempotency-key': `bytes-of-${path}` };
      const body = JSON.stringify({ ...asked, destination: '440111' });
      const answer = async () => {
        const response = await fetch(`${federation.hub.url}/v1/${path}`, { method: 'POST', headers, body });
        return [response.status, response.headers.get('content-type'), await response.text()];
      };
      const first = await answer();
      expect(first).toEqual([200, 'application/json; charset=utf-8', expect.stringContaining('recognised')]);
      expect(await answer()).toEqual(first);
    },
  );

  it('applying again gives the same code', async () => {
    const again = await world.apply('420000', resident('421002', 1));
    expect(again.codeRef).toBe(code.codeRef);
  });

  it('records are taken in part: each bad one is named by its place', async () => {
    const pairs = (ref: string, at: string, colour = 'G') => [
      { k: 'REF', v: ref },
      { k: 'SUBJ', v: '0123456789abcdefghjkmnpqrstvwxyz' },
      { k: 'UPD', v: at },
      { k: 'EXP', v: '20200416090000' },
      { k: 'CLR', v: colour },
      { k: 'CONTACT', v: '0' },
    ];
    const records = [
      pairs('AAAAAAAA', '20200316080000'),
      { no: 'pairs' },
      pairs('AAAAAAAA', '20200315080000'),
      pairs('AAAAAAAA', '20200316080000'),
      pairs('AAAAAAAA', '20200316080000', 'R'),
    ];
    const { status, body } = await send(`${federation.hub.url}/v1/issuers/230000/records`, 'POST', {
      records,
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      counts: { applied: 1, refused: 1, stale: 1, duplicate: 1, conflict: 1, unchanged: 0 },
      items: [
        { outcome: 'applied' },
        { outcome: 'refused', errors: [{ pointer: '', code: 'malformed' }] },
        { outcome: 'stale' },
        { outcome: 'duplicate' },
        { outcome: 'conflict', errors: [{ pointer: '', code: 'version_conflict' }] },
      ],
    });
    const later = {
      records: [pairs('AAAAAAAA', '20200316080000', 'R'), pairs('AAAAAAAA', '20200316080000')],
    };
    const again = await send(`${federation.hub.url}/v1/issuers/230000/records`, 'POST', later);
    expect(again.body).toMatchObject({ items: [{ outcome: 'conflict' }, { outcome: 'duplicate' }] });
    const shown = await recognise({ presented: 'HLJJKK:AAAAAAAA', destination: '370600' });
    expect(shown.body).toMatchObject({ result: 'recognised', colour: 'green', source: { verified: 'none' } });
  });
});

/** Everything in an answer that is text. */
const textOf = (answer: unknown): string => JSON.stringify(answer);

describe('an answer about a code', () => {
  it('names neither the code nor the holder as the federation does, and another verifier by other names', async () => {
    const card = { presented: 'HLJJKK:AAAAAAAA' };
    const indexed = await federation.hubContext.database.sql.query<{ code_ref: string; subject: string }>(
      `select code_ref, subject from code_record where issuer = '230000'`,
    );
    const [{ code_ref: codeRef, subject } = { code_ref: '', subject: '' }] = indexed;
    expect(codeRef).toMatch(/^230000\./);
    const translated = (destination: string) =>
      world.hub('POST', '/v1/translations', { ...card, destination }) as Promise<{
        national: { codeRef: string; subject: string; reasons: unknown[] };
      }>;
    const [yantai, jinan, again] = [
      await translated('370600'),
      await translated('370100'),
      await translated('370600'),
    ];
    const arrival = await world.hub('POST', '/v1/arrivals', {
      ...card,
      destination: '370600',
      until: '2020-04-01T00:00:00+08:00',
    });
    const shown = (await recognise({ ...card, destination: '370600' })).body;
    for (const answer of [yantai, jinan, arrival, shown]) {
      expect(textOf(answer)).not.toContain(codeRef);
      expect(textOf(answer)).not.toContain(codeRef.split('.')[1]);
      expect(textOf(answer)).not.toContain(subject);
    }
    expect(yantai.national.codeRef).toMatch(/^230000\.[0-9a-hjkmnp-tv-z]{26}$/);
    expect(again.national.codeRef).toBe(yantai.national.codeRef);
    expect(jinan.national.codeRef).not.toBe(yantai.national.codeRef);
    expect(jinan.national.subject).not.toBe(yantai.national.subject);
  });
});

describe('an import reports each line', () => {
  const figures = { total: 60, newIn14Days: 5, clusterIn14Days: true };

  it('of levels as CSV', async () => {
    const csv = 'division,level\n110105,medium\n999999,high\n110105\n110105,medium\n110108,purple\n';
    const response = await fetch(`${federation.risk.url}/v1/regions/import`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: csv,
    });
    expect(await response.json()).toMatchObject({
      accepted: 1,
      unchanged: 1,
      refused: 3,
      lines: [
        { line: 2, outcome: 'changed' },
        { line: 3, outcome: 'refused', code: 'unknown_division', field: 'division' },
        { line: 4, outcome: 'refused', code: 'malformed' },
        { line: 5, outcome: 'unchanged' },
        { line: 6, outcome: 'refused', field: 'level' },
      ],
    });
  });

  it('of levels as JSON, where figures contradict a level or since has no offset', async () => {
    const items = [
      { division: '110107', level: 'low', figures },
      { division: '110107', figures },
      { division: '110109', level: 'low', since: '2020-03-10T00:00:00' },
      7,
    ];
    const { body } = await send(`${federation.risk.url}/v1/regions/import`, 'POST', { items });
    expect(body).toMatchObject({
      lines: [
        { line: 1, outcome: 'refused', code: 'level_contradicts_figures', field: 'level' },
        { line: 2, outcome: 'changed' },
        { line: 3, outcome: 'refused', field: 'since', message: 'has no offset, such as +08:00' },
        { line: 4, outcome: 'refused', code: 'malformed' },
      ],
    });
  });

  it('of facts as CSV', async () => {
    const csv =
      'documentType,documentNumber,kind,issuer,evidence,observedAt\n' +
      'resident_id,11010519491231002X,contact.close,420000,investigation,2020-03-15T09:00:00+08:00\n' +
      'resident_id\n';
    const response = await fetch(`${federation.risk.url}/v1/person-facts/import`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: csv,
    });
    expect(await response.json()).toMatchObject({
      lines: [
        { line: 2, outcome: 'recorded' },
        { line: 3, outcome: 'refused', code: 'malformed' },
      ],
    });
  });

  it('levels can be come to again by the version, the thresholds and the figures that are kept with them', async () => {
    await world.risk('PUT', '/v1/regions/110111/level', { figures });
    const { history } = (await world.risk('GET', '/v1/regions/110111/history')) as {
      history: { level: string; grading: { thresholds: Thresholds; figures: CaseFigures } }[];
    };
    expect(history).toMatchObject([
      { level: 'high', scheme: 'cn-2020-02', grading: { version: 1, figures } },
    ]);
    for (const { level, grading } of history)
      expect(gradeBy(grading.thresholds, grading.figures)).toBe(level);
  });

  it('a time that is asked for has an offset and lies on the calendar', async () => {
    const reasons = [];
    for (const at of ['2020-03-01', '2020-03-01T00:00:00', '2020-02-30T00:00:00Z', '']) {
      const { status, body } = await send(`${federation.risk.url}/v1/regions?at=${at}`, 'GET', undefined);
      reasons.push([status, ...(body['errors'] as { reason: string }[]).map(({ reason }) => reason)]);
    }
    expect(reasons).toEqual([
      [400, 'is no time of the form 2020-03-16T09:00:00+08:00'],
      [400, 'has no offset, such as +08:00'],
      [400, 'is no day of the calendar'],
      [400, 'is no time of the form 2020-03-16T09:00:00+08:00'],
    ]);
  });

  it('levels can be asked for as of any time', async () => {
    const periods = [
      { level: 'low', since: '2020-03-02T00:00:00+08:00' },
      { level: 'high', since: '2020-03-08T12:00:00+08:00', figures },
      { level: 'medium', since: '2020-03-15T00:00:00+08:00' },
    ];
    for (const period of periods) await world.risk('PUT', '/v1/regions/110112/level', period);
    const levels: [string, string | undefined][] = [
      ['2020-03-01T23:59:59+08:00', undefined],
      ['2020-03-02T00:00:00+08:00', 'low'],
      ['2020-03-08T11:59:59.999+08:00', 'low'],
      ['2020-03-08T04:00:00Z', 'high'],
      ['2020-03-14T23:59:59+08:00', 'high'],
      ['2020-03-15T00:00:00+08:00', 'medium'],
    ];
    for (const [at, level] of levels) {
      const { regions } = await world.risk('GET', `/v1/regions?at=${encodeURIComponent(at)}`);
      const of = (regions as { division: string; level: string }[]).find((one) => one.division === '110112');
      expect([at, of?.level]).toEqual([at, level]);
    }
    expect(await world.risk('GET', '/v1/regions/110112/history')).toMatchObject({
      history: periods.map(({ level, since }) => ({ level, since, scheme: 'cn-2020-02', unit: 'county' })),
    });
  });
});
