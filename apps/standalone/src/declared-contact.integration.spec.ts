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
