import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from 'pg';
import { commits, percentile } from './commits.ts';
import { newCodes } from './new-codes.ts';
import type { Source } from './source.ts';

/** What publishes, and a look at both ends' databases. */
export type Path = { readonly source: Source; readonly sent: Client; readonly index: Client };

const PATIENCE_MS = 120_000;

/** A cheap look, which does not slow what it looks at. */
const LOOK_MS = 100;

/** Events in one transaction of a backlog. */
const SIZE = 500;

const indexed = async ({ index }: Path): Promise<number> => {
  const { rows } = await index.query<{ n: number }>('select count(*)::int as n from code_record');
  return rows[0]?.n ?? 0;
};

const untilIndexed = async (path: Path, count: number): Promise<void> => {
  const deadline = performance.now() + PATIENCE_MS;
  while ((await indexed(path)) < count) {
    if (performance.now() > deadline) throw new Error('the hub does not get everything');
    await delay(LOOK_MS);
  }
};

/** Forgets the codes of a round at their source, where the next round is told by what is there. */
const forget = ({ sent }: Path): Promise<unknown> => sent.query('truncate code');

/** Events a second from the start of the relay on a full outbox to the last commit in the hub's index. */
export const backlog = async (path: Path, count: number): Promise<number> => {
  await forget(path);
  const before = await indexed(path);
  const drafts = newCodes(count);
  for (let at = 0; at < count; at += SIZE) await path.source.write(drafts.slice(at, at + SIZE));
  const start = Date.now();
  const relay = path.source.startRelay();
  await untilIndexed(path, before + count);
  await relay.stop();
  const last = Math.max(...(await commits(path)).map(({ to }) => to));
  return (count * 1000) / (last - start);
};

/** What a backlog left to the server to write and to clear is not to weigh on what comes next. */
const settle = async ({ sent, index }: Path): Promise<void> => {
  for (const database of [sent, index]) await database.query('vacuum analyze');
  await index.query('checkpoint');
};

/** One more transaction every so often, whether the last is through or not. */
const EVERY_MS = 20;

/** For so long a steady load goes on before it counts. */
const WARM_UP_SECONDS = 3;

/** Delays in ms, from the source's commit to the hub's, at a steady load for so long. */
export const delaysAt = async (path: Path, perSecond: number, seconds: number): Promise<number[]> => {
  await forget(path);
  await settle(path);
  const before = await indexed(path);
  const relay = path.source.startRelay();
  const size = Math.max(1, Math.round((perSecond * EVERY_MS) / 1000));
  const writing: Promise<void>[] = [];
  const turns = Array.from({ length: ((WARM_UP_SECONDS + seconds) * 1000) / EVERY_MS }, () => newCodes(size));
  const start = performance.now();
  for (const [turn, drafts] of turns.entries()) {
    await delay(Math.max(0, start + turn * EVERY_MS - performance.now()));
    writing.push(path.source.write(drafts));
  }
  await Promise.all(writing);
  await untilIndexed(path, before + turns.length * size);
  await relay.stop();
  const all = await commits(path);
  const first = Math.min(...all.map(({ from }) => from)) + WARM_UP_SECONDS * 1000;
  return all.filter(({ from }) => from >= first).map(({ from, to }) => to - from);
};

export const inWords = (delays: readonly number[]): string =>
  `p50 ${percentile(delays, 0.5).toFixed(0)} ms, p99 ${percentile(delays, 0.99).toFixed(0)} ms`;
