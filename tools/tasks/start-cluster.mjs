import { takeOnly } from '../lib/arguments.mjs';
import { build } from '../lib/build.mjs';
import { withInfrastructure } from '../lib/infrastructure.mjs';
import { findNode } from '../lib/node.mjs';
import { become } from '../lib/processes.mjs';
import { inRoot } from '../lib/root.mjs';

/** Starts every replica of every service as a process of its own, over Kafka, Redis and a database a service. */
export const run = async (args) => {
  takeOnly(args, '`npm run start:cluster` starts every replica, without arguments');
  await build();
  const main = inRoot('apps/standalone/dist/cluster/main.js');
  return withInfrastructure({ isNew: false }, () =>
    become(findNode(), ['--enable-source-maps', main], { channel: true }),
  );
};
