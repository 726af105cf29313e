import { capabilities } from '../checks/capabilities.mjs';
import { REPORTS, readReport } from '../lib/reports.mjs';

/** Whether every capability is shown, by tests, demo, start and faults: for after they have all run. */
export const run = async () => {
  const checks = readReport(REPORTS.checks) ?? [];
  const { ok, detail } = await capabilities({ checks, isComplete: true });
  process.stdout.write(
    `${detail ? `${detail}\n` : ''}${ok ? '✓' : '✗'} capabilities with demo, start and faults\n`,
  );
  return ok ? 0 : 1;
};
