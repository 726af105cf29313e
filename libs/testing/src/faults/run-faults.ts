import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { check } from './check/check.ts';
import { readHub, readIssuer, readRisk } from './check/read-databases.ts';
import { applyAsTraveller, seenBy } from './check/read-seen.ts';
import { readTopics } from './check/read-topics.ts';
import { movingIn, untilSettled } from './check/settle.ts';
import type { Snapshot } from './check/snapshot.ts';
import { clientOf } from './load/client.ts';
import { journalIn } from './load/journal.ts';
import type { Journal } from './load/journal.ts';
import { startLoad } from './load/load.ts';
import type { Scene } from './load/scene.ts';
import { chanceOf } from './plan/chance.ts';
import { nameOf } from './plan/faults.ts';
import type { Planned } from './plan/faults.ts';
import { planOf } from './plan/plan.ts';
import { probeAll } from './plan/probe.ts';
import type { Probe } from './plan/probe.ts';
import { strike } from './plan/strike.ts';
import { checksOf, countLog, countRefusals, countWrites } from './report.ts';
import type { Report, Struck } from './report.ts';
import { startWorld } from './world/world.ts';
import type { World } from './world/world.ts';

export type RunOptions = {
  /** Of the broker's jars. */
  readonly jars: string;
  /** For data, logs, the journal. */
  readonly folder: string;
  readonly seed: number;
  readonly count: number;
  /** Faults whose kind and target match alone are struck; all without. */
  readonly only?: RegExp;
  /** Told of each fault when its recovery is known. */
  readonly onFault: (struck: Struck) => void;
};

/** A recovery is waited for longer than it may take: so that the next fault finds a whole system. */
const PATIENCE_MS = 60_000;
const FIRST_PATIENCE_MS = 120_000;
const SETTLE_MS = 120_000;

/** Seconds until the probe came through; null: it did not in time. */
const recovery = async (world: World, scene: Scene, withinMs: number) => {
  const probe: Probe = { waitingFor: 'anything', waited: [] };
  const start = performance.now();
  try {
    await probeAll(scene, world.services, probe, AbortSignal.timeout(withinMs));
    const [longest] = probe.waited.toSorted((a, b) => b.seconds - a.seconds);
    return { recoverySeconds: (performance.now() - start) / 1000, ...(longest ? { longest } : {}) };
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return { recoverySeconds: null, waitingFor: probe.waitingFor };
  }
};

const strikeOne = async (world: World, scene: Scene, { fault, holdMs }: Planned): Promise<Struck> => {
  const began = performance.now();
  const heal = await strike(world, fault);
  await delay(holdMs);
  await heal();
  const heldSeconds = (performance.now() - began) / 1000;
  return { ...nameOf(fault), heldSeconds, ...(await recovery(world, scene, PATIENCE_MS)) };
};

const sceneOf = (world: World, journal: Journal, seed: number): Scene => {
  let serial = 0;
  const url = (name: string): string => world.service(name).url;
  const addresses = {
    hub: [url('hub-1'), url('hub-2')],
    risk: [url('risk')],
    a: [url('issuer-a-1'), url('issuer-a-2')],
    b: [url('issuer-b')],
  };
  return {
    client: clientOf(addresses, journal),
    chance: chanceOf(seed),
    holders: [],
    now: world.clocks.now,
    serial: () => (serial += 1),
  };
};

const urlOf = ({ postgres }: World): string => postgres.urlAt(postgres.target.port);

/** Everything as it is when nothing moves any more. */
const snapshotOf = async (world: World, scene: Scene, journal: Journal): Promise<Snapshot> => {
  const moving = movingIn(world.kafka.brokers, () => urlOf(world));
  const traveller = await applyAsTraveller(scene);
  await untilSettled(moving, SETTLE_MS);
  const seen = [
    await seenBy(scene, traveller, 0, urlOf(world)),
    await seenBy(scene, traveller, 1, urlOf(world)),
  ];
  await untilSettled(moving, SETTLE_MS);
  const now = scene.now();
  return {
    hub: await readHub(urlOf(world)),
    risk: await readRisk(urlOf(world)),
    issuers: { a: await readIssuer(urlOf(world), 'a', now), b: await readIssuer(urlOf(world), 'b', now) },
    log: await readTopics(world.kafka.brokers),
    journal: journal.entries(),
    seen,
  };
};

/** Strikes fault after fault under a steady load, then compares the client's journal with everything that is kept. */
export const runFaults = async ({
  jars,
  folder,
  seed,
  count,
  only,
  onFault,
}: RunOptions): Promise<Report> => {
  const began = performance.now();
  const plan = planOf(chanceOf(seed), count, only);
  const world = await startWorld(jars, folder);
  try {
    const journal = journalIn(join(folder, 'journal.jsonl'));
    const scene = sceneOf(world, journal, seed);
    const up = await recovery(world, scene, FIRST_PATIENCE_MS);
    if (up.recoverySeconds === null) throw new Error(`does not start: waiting for ${up.waitingFor ?? '?'}`);
    const load = startLoad(scene);
    const faults: Struck[] = [];
    for (const planned of plan) {
      const struck = await strikeOne(world, scene, planned);
      faults.push(struck);
      onFault(struck);
    }
    await load.stop();
    const snapshot = await snapshotOf(world, scene, journal);
    await journal.close();
    const violations = check(snapshot);
    const writes = countWrites(snapshot.journal);
    const endedByThemselves = Object.fromEntries(
      world.services.map(({ name, endedByItself }) => [name, endedByItself]),
    );
    return {
      seed,
      seconds: (performance.now() - began) / 1000,
      faults,
      writes,
      log: countLog(snapshot.log),
      refusals: countRefusals(snapshot.journal),
      endedByThemselves,
      violations,
      checks: checksOf(faults, writes, violations, endedByThemselves),
    };
  } finally {
    await world.stop();
  }
};
