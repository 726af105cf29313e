import { createRunner } from 'jest-light-runner';
import './native.mjs';

/** For the processes of the runner alone: what they start gets what they were given. */
const PRELOADED = ['native.mjs', 'keep-worker-data.mjs'].map(
  (name) => `--import ${new URL(name, import.meta.url)}`,
);
process.env.NODE_OPTIONS = [process.env.NODE_OPTIONS ?? '', ...PRELOADED].join(' ');

/** Runs specs in Node itself, in processes of their own: what one spec has loaded is there for the next. */
export default createRunner({ runtime: 'child_process' });
