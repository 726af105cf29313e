import { takeOnly } from '../lib/arguments.mjs';
import { build } from '../lib/build.mjs';

/** Compiles every package, unless nothing has changed since the last time. */
export const run = async (args) => {
  takeOnly(args, '`npm run build` builds all, without arguments');
  await build();
  return 0;
};
