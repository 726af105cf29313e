import { findNode } from '../lib/node.mjs';
import { become } from '../lib/processes.mjs';
import { inRoot } from '../lib/root.mjs';

/** Has a hub that runs make its decisions of a window again; fails where one comes out otherwise. */
export const run = (args) =>
  become(findNode(), [
    '--disable-warning=ExperimentalWarning',
    inRoot('apps/standalone/src/replay/main.ts'),
    ...args,
  ]);
