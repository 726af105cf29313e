import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePorts } from './free-ports.mjs';
import { nothingLost, written } from './kept-steps.mjs';
import { must } from './must.mjs';
import { slowness } from './pace.mjs';
import { run } from './processes.mjs';

export const FIRST_MS = 90_000;
const SECOND_MS = 5_000;
export const END_MS = 30_000;

export const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

const hubOf = ({ settings }) => `http://127.0.0.1:${settings.HUB_PORT}`;

const firstStart = async (world) => {
  world.first = world.run(['start'], world.settings);
  return seconds(await world.first.ready(FIRST_MS));
};

const LINES = { hub: 'HUB_PORT', risk: 'RISK_PORT', issuers: 'ISSUER_PORT' };

const lines = async (world) => {
  const said = world.first.said();
  for (const [name, port] of Object.entries(LINES)) {
    const [, url] = new RegExp(`^ {2}${name} +(http://\\S+/docs)$`, 'm').exec(said) ?? [];
    must(url?.endsWith(`:${world.settings[port]}/docs`), `it said: ${said}`);
    must((await fetch(url)).ok, `nothing is to be read at ${url}`);
  }
};

/** Pastes the printed line into a shell. */
export const pastedCall = async (said) => {
  const [line = ''] = /^ *curl .*$/m.exec(said) ?? [];
  const { code, output } = await run('bash', ['-c', line]);
  must(code === 0, `curl ended with ${code}: ${output}`);
  return JSON.parse(output);
};

const printedCall = async (world) => {
  world.decision = await pastedCall(world.first.said());
  must(world.decision.result === 'recognised', JSON.stringify(world.decision));
  return world.decision.result;
};

const portInUse = async (world) => {
  const other = { ...world.settings, HUREN_DATA: join(world.folder, 'other') };
  return refusal(world.run(['start'], other), /port \d+ is in use/i);
};

const stopped = async (world) => {
  must(world.first.isRunning(), 'it is not running');
  world.first.terminate();
  await world.first.ended(END_MS);
  const answer = await fetch(`${hubOf(world)}/health/live`).catch(() => undefined);
  must(answer === undefined, 'the hub still answers');
};

/** What else a machine does makes a start slower, never faster: the best of some counts. */
const TRIES = 5;

const secondStart = async (world) => {
  const tried = [];
  // What the installation left to be written to the disk is no part of a start.
  await run('sync', []);
  for (;;) {
    const before = await slowness();
    world.second = world.run(['start'], world.settings);
    const took = await world.second.ready(FIRST_MS);
    const slow = Math.min(before, await slowness());
    tried.push(`${seconds(took)} of ${seconds(SECOND_MS * slow)}`);
    const said = `${tried.join(', ')}; the machine is ${slow.toFixed(1)} times as slow as stated`;
    if (took <= SECOND_MS * slow) return said;
    must(tried.length < TRIES, `ready after ${said}`);
    world.second.terminate();
    await world.second.ended(END_MS);
  }
};

const SERVICES = { hub: 'HUB_PORT', risk: 'RISK_PORT', issuer: 'ISSUER_PORT' };

/** Each beside the running federation, on its data, at a port of its own. */
const alone = async (world) => {
  for (const [service, variable] of Object.entries(SERVICES)) {
    const [port] = await freePorts(1);
    const one = world.run(['start', service], { ...world.settings, [variable]: `${port}` });
    await one.ready(FIRST_MS, new RegExp(`^${service} http://127.0.0.1:${port}/docs$`, 'm'));
    await answersReady(`http://127.0.0.1:${port}`);
    one.terminate();
    // npm itself dies of the signal; the service must not.
    const { code, signal } = await one.ended(END_MS);
    must(code === 0 || signal === 'SIGTERM', `${service} ended with ${code ?? signal}: ${one.said()}`);
  }
};

export const answersReady = async (url) => {
  const end = performance.now() + END_MS;
  let status = 0;
  while (status !== 200 && performance.now() < end) status = (await fetch(`${url}/health/ready`)).status;
  must(status === 200, `${url} is not ready: ${status}`);
};

const noSuchService = (world) => refusal(world.run(['start', 'huub'], world.settings), /no service huub/);

const interrupted = async (world) => {
  must(world.second.isRunning(), 'it is not running');
  world.second.interrupt();
  await world.second.ended(END_MS);
};

/** One sentence about what is wrong, no stack, exit code other than 0. */
const refusal = async (started, pattern) => {
  const { code } = await started.ended(FIRST_MS);
  const said = started.said().trim();
  must(code !== 0, `it ended with 0: ${said}`);
  const lines = said.split('\n').filter((line) => !/^Building|^Installing/.test(line));
  must(lines.length === 1 && pattern.test(said), `it said: ${said}`);
  return lines[0];
};

const brokenConfiguration = (world) =>
  refusal(world.run(['start'], { ...world.settings, HUB_PORT: 'three thousand' }), /HUB_PORT/);

const damagedFolder = async (world) => {
  const folder = join(world.folder, 'damaged');
  await mkdir(join(folder, 'postgres'), { recursive: true });
  await writeFile(join(folder, 'postgres', 'PG_VERSION'), 'nonsense');
  return refusal(world.run(['start'], { ...world.settings, HUREN_DATA: folder }), /damaged/i);
};

/** In order; a later step may need an earlier one. */
export const STEPS = [
  ['first start', firstStart],
  ['a line a service', lines],
  ['printed call', printedCall],
  ['port in use', portInUse],
  ['a write at each service', written],
  ['stop by SIGTERM', stopped],
  ['second start', secondStart],
  ['nothing lost', nothingLost],
  ['each service alone', alone],
  ['unknown service', noSuchService],
  ['stop by Ctrl-C', interrupted],
  ['broken configuration', brokenConfiguration],
  ['damaged data folder', damagedFolder],
];
