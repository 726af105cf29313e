import { findNode } from './node.mjs';
import { run } from './processes.mjs';

/** What takes a start its time, in small: much that is made, kept by name, written and read. */
const WORK = `
  const kept = new Map();
  for (let i = 0; i < 2_000_000; i += 1) kept.set('key ' + (i % 50_000), i);
  const text = JSON.stringify([...kept]);
  for (let i = 0; i < 10; i += 1) JSON.parse(text);`;

/**
 * How long it takes on the machine for which times are stated, two cores of a server with nothing else running: once,
 * and twice at the same time, which takes a tenth longer where nothing else is on the cores.
 */
const STATED_MS = { 1: 700, 2: 770 };

/** More than that is no pace, but something wrong. */
const MOST = 3;

const timed = async () => {
  const from = performance.now();
  const { code, output } = await run(findNode(), ['-e', WORK]);
  if (code !== 0) throw new Error(`the pace of the machine cannot be taken: ${output}`);
  return performance.now() - from;
};

/**
 * How many times as long as on the machine for which times are stated a piece of work takes here and now, from 1 to 3:
 * a virtual machine may give a third of its speed from one minute to the next, and of two cores at once still less.
 * @param {1 | 2} cores on how many at once: as many as what is timed keeps busy
 * @throws where it cannot be done
 */
export const slowness = async (cores = 1) => {
  const taken = await Promise.all(Array.from({ length: cores }, timed));
  const mean = taken.reduce((sum, ms) => sum + ms, 0) / cores;
  return Math.min(MOST, Math.max(1, mean / STATED_MS[cores]));
};
