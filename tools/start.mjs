/**
 * `npm start`: installs and builds what is missing, then runs the whole federation in one process.
 * Plain Node 20 without dependencies, for on a fresh clone there are none.
 */
import { existsSync } from 'node:fs';
import { build } from './lib/build.mjs';
import { Failure, runTool } from './lib/failure.mjs';
import { install } from './lib/install.mjs';
import { checkNode, findNode } from './lib/node.mjs';
import { become } from './lib/processes.mjs';
import { inRoot } from './lib/root.mjs';

const MAIN = inRoot('apps', 'standalone', 'dist', 'main.js');

await runTool(async () => {
  checkNode();
  await install();
  await build();
  if (!existsSync(MAIN)) throw new Failure(`The build is incomplete: ${MAIN} is missing.`);
  return become(findNode(), ['--enable-source-maps', MAIN, ...process.argv.slice(2)], { channel: true });
});
