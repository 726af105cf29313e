/**
 * `npm start`: installs and builds what is missing, then runs the whole federation in one process;
 * `npm start hub`, `risk` or `issuer`: one service alone.
 * Plain Node 20 without dependencies, for on a fresh clone there are none.
 */
import { existsSync } from 'node:fs';
import { build } from './lib/build.mjs';
import { Failure, runTool } from './lib/failure.mjs';
import { install } from './lib/install.mjs';
import { ROOMY, checkNode, findNode } from './lib/node.mjs';
import { become } from './lib/processes.mjs';
import { inRoot } from './lib/root.mjs';

const APPS = ['standalone', 'hub', 'risk', 'issuer'];

const appOf = ([app = 'standalone', ...others]) => {
  if (others.length === 0) return app;
  throw new Failure(`npm start runs one service alone, or all without a name; not ${others.join(', ')} too.`);
};

const mainOf = (app) => {
  if (!APPS.includes(app)) throw new Failure(`There is no service ${app}: ${APPS.join(', ')}.`);
  return inRoot('apps', app, 'dist', 'main.js');
};

await runTool(async () => {
  checkNode();
  const main = mainOf(appOf(process.argv.slice(2)));
  await install({ isToRun: true });
  await build();
  if (!existsSync(main)) throw new Failure(`The build is incomplete: ${main} is missing.`);
  // Without source maps: to read them takes a start a twentieth of its time, and what is built differs by types alone.
  return become(findNode(), [...ROOMY, main], { channel: true });
});
