import type { Client } from '../load/client.ts';
import type { Scene } from '../load/scene.ts';
import { chanceOf } from './chance.ts';
import { probeAll } from './probe.ts';

/** A federation that answers at once, and how many holders the load knew of at each question. */
const scene = (): { scene: Scene; known: number[] } => {
  const known: number[] = [];
  const holders: Scene['holders'] = [];
  const answers: Record<string, object> = {
    apply: { codeRef: '420000.somebody' },
    fact: { factId: 'of a contact' },
    recognise: { result: 'recognised', colour: 'red' },
  };
  const client = {
    ask: () => Promise.resolve({ presented: 'HUR1:something' }),
    write: ({ kind }: { kind: string }) => {
      known.push(holders.length);
      return Promise.resolve({ outcome: 'acknowledged', answer: JSON.stringify(answers[kind]) });
    },
  } as unknown as Client;
  let serial = 0;
  const now = (): Date => new Date('2020-03-16T01:00:00Z');
  return { scene: { client, chance: chanceOf(1), holders, now, serial: () => (serial += 1) }, known };
};

it('keeps the people of a probe from the load until it is through', async () => {
  const { scene: played, known } = scene();
  await probeAll(played, [], { waitingFor: '', waited: [] }, AbortSignal.timeout(5_000));
  expect(new Set(known)).toEqual(new Set([0]));
  expect(played.holders.map(({ deployment }) => deployment)).toEqual(['a', 'b']);
});
