import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resident } from './demo/people.ts';
import { temporaryFederation } from './demo/temporary-federation.ts';
import { worldOf } from './demo/world.ts';
import type { World } from './demo/world.ts';
import type { Federation } from './federation.ts';

let federation: Federation;
let world: World;

beforeAll(async () => {
  federation = await temporaryFederation('2020-03-16T09:00:00+08:00');
  world = worldOf(federation);
}, 60_000);

afterAll(() => federation.stop(), 60_000);

const person = resident('421002', 90);
const health = { temperatureTenths: 366, symptoms: [], closeContact: true };
const without = { health: { ...health, closeContact: false } };

describe('a contact that a holder declared', () => {
  it('is not erased by applying again, under any name, and lasts its fourteen days', async () => {
    const code = await world.apply('420000', person, { health });
    expect(code.colour).toBe('yellow');
    const named = { ...person, name: '王五' };
    await expect(world.apply('420000', named, without)).rejects.toThrow('name_mismatch');
    await world.at('2020-03-20T09:00:00+08:00');
    expect(await world.apply('420000', person, without)).toMatchObject({
      codeRef: code.codeRef,
      colour: 'yellow',
    });
    await world.at('2020-03-30T09:10:00+08:00');
    expect(await world.colourOf(code)).toMatchObject({ colour: 'green', reasons: [] });
  });
});

describe('a fever that a holder declared', () => {
  const fever = { health: { temperatureTenths: 385, symptoms: ['fever', 'cough'], closeContact: false } };
  const declareHealthy = (codeRef: string) =>
    world.issuer('POST', '/v1/issuers/420000/health-declarations', { codeRef, answers: without.health });

  it('is not erased by declaring again, and is over after fourteen days', async () => {
    await world.at('2020-04-01T09:00:00+08:00');
    const code = await world.apply('420000', resident('421002', 91), fever);
    expect(code.colour).toBe('red');
    expect(await declareHealthy(code.codeRef)).toMatchObject({ colour: 'red' });
    await world.at('2020-04-14T09:00:00+08:00');
    expect(await declareHealthy(code.codeRef)).toMatchObject({ colour: 'red' });
    await world.at('2020-04-15T09:10:00+08:00');
    expect(await world.colourOf(code)).toMatchObject({ colour: 'green', reasons: [] });
  });

  it('is lifted by a normal temperature that was measured, and the cough stays', async () => {
    const feverish = resident('421002', 92);
    const code = await world.apply('420000', feverish, fever);
    await world.at('2020-04-16T09:00:00+08:00');
    await world.risk('POST', '/v1/person-facts', {
      document: { type: feverish.type, number: feverish.number },
      reason: {
        kind: 'temperature',
        issuer: '420000',
        evidence: 'measurement',
        observedAt: '2020-04-16T08:50:00+08:00',
        tenths: 366,
      },
    });
    await world.settle();
    const { colour, reasons } = await world.colourOf(code);
    expect(colour).not.toBe('red');
    expect(reasons).toContainEqual(expect.objectContaining({ kind: 'symptom', symptoms: ['cough'] }));
  });
});
