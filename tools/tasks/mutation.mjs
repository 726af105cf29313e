import { findNode } from '../lib/node.mjs';
import { become } from '../lib/processes.mjs';
import { inRoot } from '../lib/root.mjs';

/** Mutates the pure core and counts what the tests notice; fails below the thresholds of the configuration. */
export const run = (args) =>
  become(findNode(), [
    inRoot('node_modules/@stryker-mutator/core/bin/stryker.js'),
    'run',
    'stryker.config.mjs',
    ...args,
  ]);
