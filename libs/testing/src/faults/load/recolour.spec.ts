import { expect, it } from '@jest/globals';
import { chanceOf } from '../plan/chance.ts';
import type { Client } from './client.ts';
import { reportContact } from './recolour.ts';
import type { Holder, Scene } from './scene.ts';

it('no two contacts of a holder are reported as one fact, whenever they are', async () => {
  const bodies: string[] = [];
  const client = {
    write: ({ body }: { body: unknown }) => {
      bodies.push(JSON.stringify(body));
      return Promise.resolve({ outcome: 'acknowledged', answer: '{"factId":"one"}' });
    },
  } as unknown as Client;
  let at = Date.parse('2020-03-16T01:00:00Z');
  const now = (): Date => new Date((at += 400));
  const scene: Scene = { client, chance: chanceOf(1), holders: [], now, serial: () => 0 };
  const document = { type: 'resident_id', number: '11010519491231002X' };
  const holder: Holder = { deployment: 'a', issuer: '420000', codeRef: 'x', document, observed: new Set() };
  for (let n = 0; n < 20; n += 1) await reportContact(scene, holder);
  expect(new Set(bodies).size).toBe(20);
});
