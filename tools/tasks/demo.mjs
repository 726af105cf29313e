import { build } from '../lib/build.mjs';
import { findNode } from '../lib/node.mjs';
import { become } from '../lib/processes.mjs';
import { inRoot } from '../lib/root.mjs';

/** Plays the stories of March 2020 on a temporary federation. */
export const run = async (args) => {
  await build();
  const main = inRoot('apps/standalone/dist/demo/main.js');
  return become(findNode(), ['--enable-source-maps', main, ...args], { channel: true });
};
