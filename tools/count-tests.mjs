/** Prints `N passed, N failed, N skipped` of the last whole run of the tests. A suite that did not run has failed. */
import { REPORTS, readReport } from './lib/reports.mjs';

const report = readReport(REPORTS.jest);

const counts = report
  ? {
      passed: report.numPassedTests,
      failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
      skipped: report.numPendingTests + report.numTodoTests,
    }
  : { passed: 0, failed: 1, skipped: 0 };

process.stdout.write(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
