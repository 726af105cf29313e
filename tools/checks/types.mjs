import { findNode } from '../lib/node.mjs';
import { run } from '../lib/processes.mjs';
import { inRoot } from '../lib/root.mjs';

const tsc = (...args) => run(findNode(), [inRoot('node_modules/typescript-native/bin/tsc'), ...args]);

/** The types of everything, tests and tools included. In one thread: it is beside the tests that it runs. */
export const types = async () => {
  const { code, output } = await tsc('-p', 'tsconfig.spec.json', '--singleThreaded');
  return { ok: code === 0, detail: output.trim() };
};
