import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryFederation } from './demo/temporary-federation.ts';
import { worldOf } from './demo/world.ts';
import type { Federation } from './federation.ts';
import { send } from './testing/send.ts';
import type { Answer } from './testing/send.ts';
import { until } from './testing/until.ts';

let federation: Federation;

beforeAll(async () => {
  federation = await temporaryFederation('2020-03-16T09:00:00+08:00', {
    HUREN_ISSUERS: '330000,420000',
    CLIENT_LIMIT_PER_MINUTE: '1500',
    HOLDER_LIMIT_PER_HOUR: '3',
    TRUSTED_PROXIES: '127.0.0.1',
  });
  await worldOf(federation).hub('PUT', '/v1/members/330000/path', { path: 1 });
  await federation.settle();
}, 60_000);
afterAll(() => federation.stop(), 60_000);

/** Looks a holder up by document at a province that decides itself. */
const lookUp = (number: string, client: string): Promise<Answer> =>
  send(
    `${federation.issuer.url}/v1/issuers/330000/recognitions`,
    'POST',
    { document: { type: 'resident_id', number }, destination: '330100' },
    { 'x-forwarded-for': client },
  );

const untilRefused = (ask: () => Promise<Answer>): Promise<Answer> =>
  until(ask, ({ status }) => status === 429);

describe('limits without Redis', () => {
  it('let a holder be looked up so often an hour, whoever asks, and everybody else as before', async () => {
    let asked = 0;
    const refused = await untilRefused(() => lookUp('11010519491231002X', `192.0.2.${(asked += 1)}`));
    expect(asked).toBeGreaterThan(3);
    expect(refused).toMatchObject({
      status: 429,
      type: expect.stringContaining('application/problem+json'),
      body: { code: 'rate_limited', title: 'Too many requests' },
    });
    expect((await lookUp('110101199003070118', '192.0.2.1')).status).not.toBe(429);
  });

  it('let no names be tried for a document until one fits', async () => {
    const apply = (name: string): Promise<Answer> =>
      send(`${federation.issuer.url}/v1/issuers/420000/code-applications`, 'POST', {
        channel: 'ehuiban_app',
        document: { type: 'resident_id', number: '110101199003070134', name },
        consent: { given: true, version: '2020-02' },
      });
    expect((await apply('王五')).status).toBe(201);
    const refused = await untilRefused(() => apply('王六'));
    expect(refused.body).toMatchObject({ code: 'rate_limited' });
    expect((await apply('王五')).status).toBe(429);
  });

  it('make a client that tries codes stop soon, long before one that finds what it asks for', async () => {
    let tried = 0;
    const unknown = `${federation.issuer.url}/v1/issuers/420000/codes/420000.${'0'.repeat(26)}/health`;
    await untilRefused(() => {
      tried += 1;
      return send(unknown, 'GET', undefined, { 'x-forwarded-for': '192.0.2.66' });
    });
    expect(tried).toBeGreaterThan(15);
    expect(tried).toBeLessThan(40);
    const known = () =>
      send(`${federation.hub.url}/v1/members`, 'GET', undefined, { 'x-forwarded-for': '192.0.2.67' });
    for (let n = 0; n < 40; n += 1) expect((await known()).status).toBe(200);
  });
});
