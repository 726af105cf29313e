import { build } from '../lib/build.mjs';

/** Compiles every package, unless nothing has changed since the last time. */
export const run = async () => {
  await build();
  return 0;
};
