import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { Failure } from './failure.mjs';
import { findNode } from './node.mjs';
import { inRoot } from './root.mjs';

const PATIENCE_MS = 120_000;

/** Begins what must outlive Ctrl-C until the services have ended: in a process group of its own. */
const begin = (main) => {
  const args = ['--disable-warning=ExperimentalWarning', main];
  const child = spawn(findNode(), args, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'], detached: true });
  const state = { child, said: '', ended: undefined };
  const closed = new Promise((done) => {
    child.once('error', (error) => done((state.ended = error.code)));
    child.once('exit', (code, signal) => done((state.ended = code ?? signal)));
  });
  child.stdout.on('data', (chunk) => (state.said += chunk));
  state.stop = async () => {
    if (state.ended === undefined) child.kill('SIGTERM');
    await closed;
  };
  return state;
};

/** @throws Failure where it ends before, or never comes true */
const until = async (state, holds, otherwise) => {
  const deadline = performance.now() + PATIENCE_MS;
  while (!holds()) {
    if (state.ended === undefined && performance.now() < deadline) await delay(50);
    else {
      await state.stop();
      throw new Failure(otherwise);
    }
  }
};

/** A server of one's own, which says where it is as the variable says it. */
const startOwn = async (variable, name) => {
  const said = new RegExp(`^${variable}=(\\S+)$`, 'm');
  const server = begin(inRoot(`libs/testing/src/${name.toLowerCase()}/main.ts`));
  await until(server, () => said.test(server.said), `Services apart need a ${name}: set ${variable}.`);
  return { stop: server.stop, value: said.exec(server.said)[1] };
};

/**
 * Runs work with Kafka and Redis in the environment: those of `KAFKA_BROKERS` and `REDIS_URL`, else of one's own
 * with temporary data until the work is done. `isNew`: of one's own in any case.
 * @template T
 * @param {{ isNew: boolean }} options
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export const withInfrastructure = async ({ isNew }, work) => {
  const own = [];
  try {
    for (const [variable, name] of [
      ['KAFKA_BROKERS', 'Kafka'],
      ['REDIS_URL', 'Redis'],
    ]) {
      if (process.env[variable] && !isNew) continue;
      const { stop, value } = await startOwn(variable, name);
      own.push(stop);
      process.env[variable] = value;
    }
    return await work();
  } finally {
    for (const stop of own.reverse()) await stop();
  }
};
