import { capabilities } from '../checks/capabilities.mjs';
import { takeOnly } from '../lib/arguments.mjs';
import { REPORTS, readReport } from '../lib/reports.mjs';

/** Whether every capability is shown, by tests, laws, demo, cluster, start, faults and bench: for after they have all run. */
export const run = async (args) => {
  takeOnly(args, '`node tools/run.mjs capabilities` looks at all, without arguments');
  const checks = readReport(REPORTS.checks) ?? [];
  const { ok, detail } = await capabilities({ checks, isComplete: true });
  process.stdout.write(
    `${detail ? `${detail}\n` : ''}${ok ? '✓' : '✗'} capabilities with laws, demo, cluster, start, faults and bench\n`,
  );
  return ok ? 0 : 1;
};
