import type { Client } from '../load/client.ts';
import type { Scene } from '../load/scene.ts';
import { chanceOf } from './chance.ts';
import { probeAll } from './probe.ts';

/**
 * A federation that answers at once, and how many holders the load knew of at each question.
 * @param apart the replica of the hub that a service does not answer
 */
const scene = (apart?: number): { scene: Scene; known: number[] } => {
  const known: number[] = [];
  const holders: Scene['holders'] = [];
  const answers: Record<string, object> = {
    apply: { codeRef: '420000.somebody' },
    fact: { factId: 'of a contact' },
    recognise: { result: 'recognised', colour: 'red' },
  };
  const client = {
    ask: (_service: string, _path: string, _body: unknown, replica?: number) =>
      Promise.resolve({
        presented: 'HUR1:something',
        unanswered: replica === apart ? [{ service: 'risk' }] : [],
      }),
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

it.each([1, 2])('waits until every service answers operators at hub-%i', async (hub) => {
  const probe = { waitingFor: '', waited: [] };
  const { scene: played } = scene(hub - 1);
  await expect(probeAll(played, [], probe, AbortSignal.abort())).rejects.toThrow('aborted');
  expect(probe.waitingFor).toBe(`dead letters of every service at hub-${hub}`);
});
