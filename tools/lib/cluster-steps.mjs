import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { must } from './must.mjs';
import { END_MS, FIRST_MS, answersReady, pastedCall, seconds } from './start-steps.mjs';

const SERVICE = /^ {2}([a-z]+(?:-[a-z0-9]+)*) +(http:\S+)\/docs$/gm;

const ANY = { HUB_PORT: '0', RISK_PORT: '0', ISSUER_PORT: '0' };

const REPLICAS = ['risk', 'hub-1', 'hub-2', 'issuer-a-1', 'issuer-a-2', 'issuer-b'];

const urlsOf = ({ cluster }) =>
  new Map([...cluster.said().matchAll(SERVICE)].map(([, name, url]) => [name, url]));

const started = async (world) => {
  const settings = { ...world.settings, ...ANY, HUREN_DATA: join(world.folder, 'cluster') };
  world.cluster = world.run(['start:cluster'], settings);
  const ms = await world.cluster.ready(FIRST_MS);
  const urls = urlsOf(world);
  must(
    REPLICAS.every((name) => urls.has(name)),
    `it said: ${world.cluster.said()}`,
  );
  for (const url of urls.values()) await answersReady(url);
  return seconds(ms);
};

/** Over the log: the record went in at one replica of the hub, and both know it. */
const calls = async (world) => {
  const urls = urlsOf(world);
  const [one, two] = ['hub-1', 'hub-2'].map((name) => urls.get(name));
  for (const hub of [one, two]) {
    const { result } = await pastedCall(world.cluster.said().replaceAll(one, hub));
    must(result === 'recognised', `${hub}: ${result}`);
  }
};

const onRedis = async (url) => {
  const answer = await fetch(`${url}/health/work`);
  return (await answer.json()).checks.redis?.ok === true;
};

/** What watches the work looks every two seconds. */
const shares = async (world) => {
  const deadline = performance.now() + FIRST_MS;
  for (const [name, url] of urlsOf(world)) {
    if (name === 'risk') continue;
    while (!(await onRedis(url))) {
      must(performance.now() < deadline, `${name} has no Redis`);
      await delay(100);
    }
  }
};

const ended = async (world) => {
  const urls = urlsOf(world);
  world.cluster.interrupt();
  await world.cluster.ended(END_MS);
  for (const [name, url] of urls) {
    const answer = await fetch(`${url}/health/live`).catch(() => undefined);
    must(answer === undefined, `${name} still answers`);
  }
};

/** `npm run start:cluster`: every replica a process of its own. */
export const CLUSTER_STEPS = [
  ['cluster', started],
  ['printed call to both hubs', calls],
  ['every replica on one Redis', shares],
  ['cluster stopped by Ctrl-C', ended],
];
