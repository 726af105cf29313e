import { build } from '../lib/build.mjs';
import { findNode } from '../lib/node.mjs';
import { become } from '../lib/processes.mjs';
import { inRoot } from '../lib/root.mjs';

/** Prints the first figures. Everything measured is the build, as it runs in service. */
export const run = async (args) => {
  await build();
  return become(findNode(), ['--disable-warning=ExperimentalWarning', inRoot('bench/main.ts'), ...args]);
};
