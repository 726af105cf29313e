import { findNode } from '../lib/node.mjs';
import { become } from '../lib/processes.mjs';
import { inRoot } from '../lib/root.mjs';

/** Decides about an offline code by the public register alone. */
export const run = (args) =>
  become(findNode(), ['--conditions=@huren/source', inRoot('libs/agreements/tools/verify.mjs'), ...args]);
