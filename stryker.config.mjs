import { MUTATED, mutatedFiles } from './tools/lib/mutated.mjs';
import { LEAST_SCORE } from './tools/lib/reports.mjs';

/**
 * Mutants of the pure core. `npm run mutation` runs it once for each library, so that each reaches the threshold by
 * itself. tools/jest/mutation.config.mjs maps every `@huren/…` to the sandbox: through node_modules the originals would be
 * tested.
 */
export default {
  testRunner: 'jest',
  plugins: ['@stryker-mutator/jest-runner'],
  coverageAnalysis: 'perTest',
  mutate: MUTATED.flatMap(mutatedFiles),
  ignorePatterns: ['**/dist', 'apps', 'bench', 'coverage', 'reports', '.nx', '.huren'],
  jest: {
    projectType: 'custom',
    configFile: 'tools/jest/mutation.config.mjs',
    enableFindRelatedTests: false,
  },
  testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  reporters: ['clear-text', 'json'],
  jsonReporter: { fileName: 'reports/mutation.json' },
  clearTextReporter: { allowColor: false, reportTests: false, allowEmojis: false },
  thresholds: { high: 90, low: LEAST_SCORE, break: LEAST_SCORE },
  concurrency: 2,
  timeoutMS: 10_000,
  /** The specs of agreements search and compare for minutes. */
  dryRunTimeoutMinutes: 15,
};
