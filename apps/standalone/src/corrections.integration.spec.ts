import { correctionTopic } from '@huren/events';
import type { CorrectionEvent } from '@huren/events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resident } from './demo/people.ts';
import { temporaryFederation } from './demo/temporary-federation.ts';
import { worldOf } from './demo/world.ts';
import type { Code, World } from './demo/world.ts';
import type { Federation } from './federation.ts';
import { pointersOf, send } from './testing/send.ts';
import type { Answer } from './testing/send.ts';

let federation: Federation;
let world: World;
const events: CorrectionEvent[] = [];

beforeAll(async () => {
  federation = await temporaryFederation('2020-03-16T09:00:00+08:00');
  world = worldOf(federation);
  await federation.risk.bus.subscribe({
    topics: [correctionTopic.name],
    group: 'corrections-seen',
    mode: 'replica',
    handler: ({ event }) => Promise.resolve(void events.push(event.data as CorrectionEvent)),
  });
}, 60_000);

afterAll(() => federation.stop(), 60_000);

const url = (issuer: string, path = '') => `${federation.issuer.url}/v1/issuers/${issuer}/corrections${path}`;

const contact = { temperatureTenths: 366, symptoms: [], closeContact: true };

/** A Hubei code of somebody who is a close contact by Henan's word, or by Hubei's and Henan's. */
const stated = async (n: number, by: '410000' | '420000' = '410000', more = {}): Promise<Code> => {
  const { type, number, name } = resident('421002', n);
  const code = await world.apply('420000', { type, number, name }, more);
  await world.risk('POST', '/v1/person-facts', {
    document: { type, number },
    reason: {
      kind: 'contact.close',
      issuer: by,
      evidence: 'investigation',
      observedAt: '2020-03-16T08:00:00+08:00',
    },
  });
  await world.settle();
  return code;
};

const file = ({ codeRef }: Code, more: object = {}): Promise<Answer> =>
  send(url('420000'), 'POST', { codeRef, kind: 'contact.close', statement: 'not me', ...more });

const idOf = ({ body }: Answer): string => String(body['correctionId']);

const resolve = (issuer: string, id: string, by: unknown, step = 'approve'): Promise<Answer> =>
  send(url(issuer, `/${id}/resolutions`), 'POST', { step, by });

const get = (issuer: string, path: string): Promise<Answer> => send(url(issuer, path), 'GET', undefined);

const statesOf = (id: string) =>
  events.filter(({ correctionId }) => correctionId === id).map(({ state }) => state);

describe('a correction', () => {
  it('is decided at the address of its addressee, and is seen by those who have a part in it alone', async () => {
    const filed = await file(await stated(1));
    expect(filed).toMatchObject({ status: 201, body: { statedBy: '410000', addressee: '410000' } });
    const id = idOf(filed);
    for (const issuer of ['420000', '410000'])
      expect(await get(issuer, `/${id}`)).toMatchObject({ status: 200, body: { state: 'filed' } });
    for (const answer of [await get('330000', `/${id}`), await resolve('330000', id, 'officer-1')])
      expect(answer).toMatchObject({ status: 404, body: { code: 'unknown_correction' } });
    expect(await resolve('420000', id, 'officer-1')).toMatchObject({
      status: 409,
      body: { code: 'not_addressee', detail: expect.stringContaining('410000') },
    });
    expect(await get('410000', `/${id}`)).toMatchObject({ body: { state: 'filed', steps: [] } });
  });

  it('takes two people, however one of them is written, and operators, not names', async () => {
    const code = await stated(2);
    const id = idOf(await file(code));
    for (const name of ['张三', 'оfficer-1', '', ' ', 7])
      expect(pointersOf(await resolve('410000', id, name))).toEqual(['/by']);
    expect(await resolve('410000', id, 'Officer-1')).toMatchObject({ body: { state: 'approved_once' } });
    for (const same of ['officer-1', ' OFFICER-1 ', 'ｏｆｆｉｃｅｒ-1', 'officer\u200b-1'])
      expect(await resolve('410000', id, same)).toMatchObject({
        status: 409,
        body: { code: 'same_person' },
      });
    expect(await resolve('410000', id, 'officer-2')).toMatchObject({ body: { state: 'upheld' } });
    expect(await world.colourOf(code)).toMatchObject({ colour: 'green', reasons: [] });
  });

  it('keeps who took each step: who approved, and who rejected', async () => {
    const id = idOf(await file(await stated(3)));
    await resolve('410000', id, 'officer-1');
    const { body } = await resolve('410000', id, 'Officer-9', 'reject');
    expect(body).toMatchObject({
      state: 'rejected',
      steps: [
        { step: 'approve', by: 'officer-1', authority: '410000' },
        { step: 'reject', by: 'officer-9', authority: '410000', at: expect.stringMatching(/^2020-03-16T09/) },
      ],
    });
    expect(await get('410000', `/${id}`)).toMatchObject({ body });
    expect(await resolve('410000', id, 'officer-2')).toMatchObject({ body: { code: 'already_decided' } });
  });

  it('sets aside what its addressee stated, and nothing of another', async () => {
    const code = await stated(4, '410000', { health: contact });
    const unclear = await file(code);
    expect(unclear).toMatchObject({ status: 422, body: { code: 'several_issuers' } });
    expect(pointersOf(unclear)).toEqual(['/statedBy']);
    expect(await file(code, { statedBy: '330000' })).toMatchObject({ body: { code: 'no_such_reason' } });
    const id = idOf(await file(code, { statedBy: '410000' }));
    for (const by of ['officer-1', 'officer-2']) await resolve('410000', id, by);
    expect(await world.colourOf(code)).toMatchObject({
      colour: 'yellow',
      reasons: [{ kind: 'contact.close', issuer: '420000' }],
    });
  });
});

describe('the corrections of an addressee', () => {
  const idsOf = ({ body }: Answer) =>
    (body['corrections'] as { correctionId: string }[]).map(({ correctionId }) => correctionId);

  it('are listed by state and kind, page by page, in the order in which they came', async () => {
    const open: string[] = [];
    for (const n of [10, 11, 12]) open.push(idOf(await file(await stated(n))));
    const before = idsOf(await get('410000', '?state=open')).filter((id) => !open.includes(id));
    const all = [...before, ...open];
    const pages: string[] = [];
    let next: unknown = '';
    for (
      let path = '?state=open&limit=2';
      next !== null;
      path = `?state=open&limit=2&after=${String(next)}`
    ) {
      const page = await get('410000', path);
      expect(idsOf(page).length).toBeLessThanOrEqual(2);
      pages.push(...idsOf(page));
      next = page.body['next'];
    }
    expect(pages).toEqual(all);
    expect(idsOf(await get('410000', '?state=rejected'))).toHaveLength(1);
    expect(idsOf(await get('410000', '?state=open&kind=symptom'))).toEqual([]);
    expect(idsOf(await get('330000', ''))).toEqual([]);
    for (const [path, field] of [
      ['?state=lost', '/state'],
      ['?limit=0', '/limit'],
      [`?after=${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}`, '/after'],
    ] as const)
      expect(pointersOf(await get('410000', path))).toEqual([field]);
    expect(await get('999999', '')).toMatchObject({ status: 404, body: { code: 'unknown_issuer' } });
  });
});

describe('on the bus a correction', () => {
  it('is told when it is filed, escalated to the superior and decided there, with nobody’s words or name', async () => {
    const id = idOf(await file(await stated(20)));
    await world.at('2020-03-17T10:00:00+08:00');
    expect(await resolve('410000', id, 'officer-1')).toMatchObject({
      status: 409,
      body: { code: 'not_addressee', detail: expect.stringContaining('000000') },
    });
    await resolve('000000', id, 'officer-7');
    await resolve('000000', id, 'officer-8');
    await world.settle();
    await federation.risk.bus.drain(20_000);
    expect(statesOf(id)).toEqual(['filed', 'escalated', 'escalated_once', 'upheld']);
    const told = events.filter(({ correctionId }) => correctionId === id);
    expect(told.map(({ addressee }) => addressee)).toEqual(['410000', '000000', '000000', '000000']);
    expect(told.map(({ version }) => version)).toEqual([1, 2, 3, 4]);
    expect(JSON.stringify(told)).not.toMatch(/not me|officer/);
  });
});
