import { findNode } from '../lib/node.mjs';
import { become } from '../lib/processes.mjs';
import { inRoot } from '../lib/root.mjs';

/** Checks a dialect that is handed in, from its file, and reads a record in it. */
export const run = (args) =>
  become(findNode(), [
    '--conditions=@huren/source',
    inRoot('libs/dialects/tools/review-dialect.mjs'),
    ...args,
  ]);
