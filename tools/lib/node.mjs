import { existsSync } from 'node:fs';
import { Failure } from './failure.mjs';
import { inRoot } from './root.mjs';

const OLDEST = 20;
const RUNS_ON = 24;

const [running = 0] = process.versions.node.split('.').map(Number);

/** Whether these tools can run at all. @throws Failure */
export const checkNode = () => {
  if (running >= OLDEST) return;
  throw new Failure(`Huren needs Node ${OLDEST} or newer to start; this is Node ${process.versions.node}.`);
};

/** The Node that runs Huren: the one at hand if new enough, else the one that the project brings. @throws Failure */
export const findNode = () => {
  if (running >= RUNS_ON) return process.execPath;
  const brought = inRoot('node_modules', '.bin', 'node');
  if (existsSync(brought)) return brought;
  throw new Failure(
    `Huren runs on Node ${RUNS_ON}, which it brings along on Linux and macOS only: please install Node ${RUNS_ON} (this is ${process.versions.node}).`,
  );
};

/** Room for what is young: who makes much that lives on collects less often. */
export const ROOMY = ['--min-semi-space-size=32', '--max-semi-space-size=64'];
