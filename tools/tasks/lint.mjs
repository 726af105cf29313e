import { lint } from '../checks/lint.mjs';

/** Lints everything, or the paths given. */
export const run = async (args) => {
  const { ok, detail } = await lint(args);
  process.stdout.write(detail ? `${detail}\n` : 'No findings.\n');
  return ok ? 0 : 1;
};
