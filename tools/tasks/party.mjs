import { findNode } from '../lib/node.mjs';
import { become } from '../lib/processes.mjs';
import { inRoot } from '../lib/root.mjs';

/** Makes keys of a party's officials, and signs with them what the hub holds. */
export const run = (args) =>
  become(findNode(), ['--conditions=@huren/source', inRoot('libs/agreements/tools/party.mjs'), ...args]);
