import { build } from '../lib/build.mjs';
import { generateContracts } from '../checks/contracts.mjs';

/** Generates everything under `contracts/` anew. A change that breaks who uses it needs `--allow-breaking=<why>`. */
export const run = async (args) => {
  await build();
  await generateContracts(args);
  return 0;
};
