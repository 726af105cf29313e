import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Failure } from './failure.mjs';
import { freePorts } from './free-ports.mjs';
import { findNode } from './node.mjs';
import { inRoot } from './root.mjs';

const PATIENCE_MS = 120_000;

const answers = (port) =>
  new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    const end = (answer) => () => {
      socket.destroy();
      done(answer);
    };
    socket.once('connect', end(true)).once('error', end(false));
  });

/** Begins what must outlive Ctrl-C until the services have ended: in a process group of its own. */
const begin = (command, args, stdio) => {
  const child = spawn(command, args, { stdio, detached: true });
  const state = { child, said: '', ended: undefined };
  const closed = new Promise((done) => {
    child.once('error', (error) => done((state.ended = error.code)));
    child.once('exit', (code, signal) => done((state.ended = code ?? signal)));
  });
  child.stdout?.on('data', (chunk) => (state.said += chunk));
  state.stop = async () => {
    if (state.ended === undefined) child.kill('SIGTERM');
    await closed;
  };
  return state;
};

/** @throws Failure where it ends before, or never comes true */
const until = async (state, holds, otherwise) => {
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (state.ended === undefined && performance.now() < deadline) await delay(50);
    else {
      await state.stop();
      throw new Failure(otherwise);
    }
  }
};

const KAFKA = /^KAFKA_BROKERS=(\S+)$/m;

const ownKafka = async () => {
  const args = ['--disable-warning=ExperimentalWarning', inRoot('libs/testing/src/kafka/main.ts')];
  const kafka = begin(findNode(), args, ['ignore', 'pipe', 'inherit', 'ipc']);
  await until(kafka, () => KAFKA.test(kafka.said), 'Services apart need a Kafka: set KAFKA_BROKERS.');
  return { KAFKA_BROKERS: KAFKA.exec(kafka.said)[1], stop: kafka.stop };
};

const ownRedis = async () => {
  const [port] = await freePorts(1);
  const args = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const redis = begin('redis-server', args, 'ignore');
  const otherwise = 'Services apart need a Redis: set REDIS_URL, or install redis-server.';
  await until(redis, () => answers(port), otherwise);
  return { REDIS_URL: `redis://127.0.0.1:${port}`, stop: redis.stop };
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
    for (const [variable, start] of [
      ['KAFKA_BROKERS', ownKafka],
      ['REDIS_URL', ownRedis],
    ]) {
      if (process.env[variable] && !isNew) continue;
      const { stop, ...settings } = await start();
      own.push(stop);
      Object.assign(process.env, settings);
    }
    return await work();
  } finally {
    for (const stop of own.reverse()) await stop();
  }
};
