import { takeOnly } from '../lib/arguments.mjs';
import { build } from '../lib/build.mjs';
import { findNode } from '../lib/node.mjs';
import { become } from '../lib/processes.mjs';
import { inRoot } from '../lib/root.mjs';

/** Strikes the federation, in processes of its own, with faults under load, and checks that nothing was lost. */
export const run = async (args) => {
  takeOnly(args, '`npm run test:faults` takes its plan from FAULT_SEED and FAULT_COUNT, without arguments');
  await build();
  return become(
    findNode(),
    ['--disable-warning=ExperimentalWarning', inRoot('libs/testing/src/faults/main.ts')],
    {
      channel: true,
    },
  );
};
