import { setTimeout as delay } from 'node:timers/promises';
import { applyFor } from '../load/apply.ts';
import { reportContact } from '../load/recolour.ts';
import { isAnsweredByAll } from '../load/operate.ts';
import { ISSUERS } from '../load/scene.ts';
import type { Holder, Scene } from '../load/scene.ts';
import { makeCode, recognise } from '../load/show.ts';
import type { ServiceProcess } from '../world/service-process.ts';

/** What a probe waits for next, in words, for when it never comes; and how long it waited for what came. */
export type Probe = { waitingFor: string; readonly waited: { what: string; seconds: number }[] };

const AGAIN_MS = 150;

/** A step is tried again until it succeeds; the deadline is the caller's. */
const until = async (
  probe: Probe,
  what: string,
  holds: () => Promise<boolean>,
  signal: AbortSignal,
): Promise<void> => {
  probe.waitingFor = what;
  const start = performance.now();
  while (!(await holds())) {
    signal.throwIfAborted();
    await delay(AGAIN_MS);
  }
  probe.waited.push({ what, seconds: (performance.now() - start) / 1000 });
};

type Shown = { readonly result: string; readonly colour?: string; readonly measure?: string };

/** What one replica of the hub says of a code that a replica of its issuer makes now. */
const shownAt = async (
  scene: Scene,
  holder: Holder,
  hub: number,
  replica: number,
): Promise<Shown | undefined> => {
  const presented = await makeCode(scene, holder, replica);
  if (presented === undefined) return undefined;
  const { destination } = ISSUERS[holder.deployment];
  const settled = await recognise(scene, presented, destination, { first: hub, patienceMs: 0 });
  return settled.outcome === 'acknowledged' ? (JSON.parse(settled.answer ?? '') as Shown) : undefined;
};

const issue = async (
  scene: Scene,
  deployment: 'a' | 'b',
  first: number,
  probe: Probe,
  signal: AbortSignal,
): Promise<Holder> => {
  const issued: Holder[] = [];
  const apply = async (): Promise<boolean> => {
    const holder = await applyFor(scene, deployment, { first, patienceMs: 0 });
    if (holder) issued.push(holder);
    return holder !== undefined;
  };
  await until(probe, `a code of issuer-${deployment} (replica ${first + 1})`, apply, signal);
  const [holder] = issued;
  if (!holder) throw new Error('nothing was issued');
  return holder;
};

const answersWell = async ({ url }: ServiceProcess, path: string): Promise<boolean> => {
  const signal = AbortSignal.timeout(2_000);
  return fetch(`${url}${path}`, { signal }).then(
    ({ ok }) => ok,
    () => false,
  );
};

/**
 * The whole way, end to end: a new code of each deployment, by each of its replicas, is recognised at both replicas of
 * the hub; a contact recolours one of each; every service answers an operator who lists the federation's dead letters at
 * either replica; every process is ready, and no alarm stands. The load gets its people only afterwards: it would take
 * the contact back before the colour is seen.
 */
export const probeAll = async (
  scene: Scene,
  services: readonly ServiceProcess[],
  probe: Probe,
  signal: AbortSignal,
): Promise<void> => {
  const replicas = [
    ['a', 0],
    ['a', 1],
    ['b', 0],
  ] as const;
  const holders: Holder[] = [];
  for (const [deployment, replica] of replicas) {
    const holder = await issue(scene, deployment, replica, probe, signal);
    if (replica === 0) holders.push(holder);
    for (const hub of [0, 1])
      await until(
        probe,
        `${holder.codeRef} recognised at hub-${hub + 1}`,
        async () => (await shownAt(scene, holder, hub, replica))?.result === 'recognised',
        signal,
      );
  }
  for (const holder of holders) {
    await until(probe, 'a contact reported', () => reportContact(scene, holder, { patienceMs: 0 }), signal);
    for (const hub of [0, 1])
      await until(
        probe,
        `${holder.codeRef} recoloured at hub-${hub + 1}`,
        async () => ((await shownAt(scene, holder, hub, 0))?.colour ?? 'green') !== 'green',
        signal,
      );
  }
  for (const hub of [0, 1])
    await until(
      probe,
      `dead letters of every service at hub-${hub + 1}`,
      () => isAnsweredByAll(scene, hub),
      signal,
    );
  for (const service of services) {
    await until(probe, `${service.name} ready`, () => answersWell(service, '/health/ready'), signal);
    await until(probe, `no alarm at ${service.name}`, () => answersWell(service, '/health/work'), signal);
  }
  scene.holders.push(...holders);
};
