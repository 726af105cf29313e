import { takeOnly } from '../lib/arguments.mjs';
import { build } from '../lib/build.mjs';
import { withInfrastructure } from '../lib/infrastructure.mjs';
import { findNode } from '../lib/node.mjs';
import { become } from '../lib/processes.mjs';
import { inRoot } from '../lib/root.mjs';

const USAGE =
  '`npm run demo` plays the stories in one process, and with `-- --cluster` each service in processes of its own';

/** Plays the stories of March 2020 on a temporary federation: in one process, or with `--cluster` in many. */
export const run = async (args) => {
  takeOnly(args, USAGE, ['--cluster']);
  await build();
  const main = inRoot('apps/standalone/dist/demo/main.js');
  const play = () => become(findNode(), ['--enable-source-maps', main, ...args], { channel: true });
  return args.includes('--cluster') ? withInfrastructure({ isNew: true }, play) : play();
};
