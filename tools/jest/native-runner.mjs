import { createRunner } from 'jest-light-runner';
import './native.mjs';

/** For the processes of the runner alone: what they start gets what they were given. */
process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --import ${new URL('native.mjs', import.meta.url)}`;

/** Runs specs in Node itself, in processes of their own: what one spec has loaded is there for the next. */
export default createRunner({ runtime: 'child_process' });
