import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resident } from './demo/people.ts';
import { temporaryFederation } from './demo/temporary-federation.ts';
import type { Federation } from './federation.ts';
import { pointersOf, send } from './testing/send.ts';

let federation: Federation;

beforeAll(async () => {
  federation = await temporaryFederation('2020-03-16T09:00:00+08:00');
}, 60_000);

afterAll(() => federation.stop(), 60_000);

const { type, number } = resident('420102', 1);
const reason = {
  kind: 'contact.close',
  issuer: '420000',
  evidence: 'investigation',
  observedAt: '2020-03-15T09:00:00+08:00',
};
const toRisk = (path: string, body: unknown) => send(`${federation.risk.url}/v1/${path}`, 'POST', body);
const report = (more: object = {}) =>
  toRisk('person-facts', { document: { type, number }, reason: { ...reason, ...more } });

describe('a fact that was withdrawn', () => {
  it('is in force again when it is reported again, as a new version', async () => {
    const first = await report();
    expect(first).toMatchObject({ status: 201, body: { outcome: 'recorded', version: 1 } });
    expect(await report()).toMatchObject({ status: 200, body: { outcome: 'duplicate', version: 1 } });
    const { factId, subject } = first.body;
    const withdraw = () =>
      toRisk(`person-facts/${String(factId)}/withdrawal`, { grounds: 'the wrong person' });
    expect(await withdraw()).toMatchObject({ status: 200, body: { version: 2 } });
    expect(await report()).toMatchObject({ status: 201, body: { outcome: 'recorded', factId, version: 3 } });
    const known = await toRisk('person-facts/query', { subject });
    expect(known.body).toMatchObject({ version: 3, facts: [{ id: factId }] });
    expect(await withdraw()).toMatchObject({ body: { version: 4 } });
  });
});

describe('a fact said to be observed in the future', () => {
  it('is refused, but for a clock that is a little ahead', async () => {
    const later = await report({ observedAt: '2099-01-01T00:00:00+08:00' });
    expect(later).toMatchObject({ status: 422, body: { code: 'future' } });
    expect(pointersOf(later)).toEqual(['/reason/observedAt']);
    const ahead = new Date(federation.clock.now().getTime() + 60_000);
    expect(await report({ observedAt: ahead.toISOString() })).toMatchObject({ status: 201 });
  });
});
