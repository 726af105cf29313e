import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resident } from './demo/people.ts';
import { temporaryFederation } from './demo/temporary-federation.ts';
import { worldOf } from './demo/world.ts';
import type { World } from './demo/world.ts';
import type { Federation } from './federation.ts';
import { pointersOf, send } from './testing/send.ts';
import type { Answer } from './testing/send.ts';

let federation: Federation;
let world: World;

beforeAll(async () => {
  federation = await temporaryFederation('2020-03-16T09:00:00+08:00');
  world = worldOf(federation);
}, 60_000);

afterAll(() => federation.stop(), 60_000);

const person = resident('421002', 1);

const byHand = {
  kind: 'manual',
  issuer: '420000',
  evidence: 'order',
  observedAt: '2020-03-16T08:00:00+08:00',
  expiresAt: '2020-03-20T08:00:00+08:00',
  grounds: 'quarantine_order',
  approvedBy: ['officer-1', 'officer-2'],
};

const state = (change: object): Promise<Answer> =>
  send(`${federation.risk.url}/v1/person-facts`, 'POST', {
    document: { type: person.type, number: person.number },
    reason: { ...byHand, ...change },
  });

describe('a colour by hand', () => {
  it('takes lawful grounds, two people and an end, and ends by itself', async () => {
    const code = await world.apply('420000', person);
    for (const [change, field] of [
      [{ grounds: 'protest' }, '/reason/grounds'],
      [{ approvedBy: ['officer-1', ' Officer-1'] }, '/reason/approvedBy'],
      [{ expiresAt: undefined }, '/reason/expiresAt'],
    ] as const)
      expect(pointersOf(await state(change))).toEqual([field]);
    await world.settle();
    expect((await world.colourOf(code)).colour).toBe('green');
    expect((await state({})).status).toBe(201);
    await world.settle();
    expect(await world.colourOf(code)).toMatchObject({ colour: 'red', reasons: [byHand] });
    await world.at('2020-03-20T08:00:01+08:00');
    expect((await world.colourOf(code)).colour).toBe('green');
  });
});
