import config from './jest.config.mjs';
import { MANY_CASES, PURE } from './tools/lib/tests.mjs';

const [unit, services] = config.projects;

const UNIT_OF_PURE = `/libs/(${PURE.join('|')})/(?!.*${MANY_CASES})`;

/**
 * All tests in one run: those of a pure library as one spec each, all others by the same processes, so that each of
 * them loads what they test once and not once a kind of test.
 */
export default {
  ...config,
  projects: [
    { ...unit, roots: ['<rootDir>/tools/jest/whole'], testRegex: 'tools/jest/whole/\\w+\\.mjs$' },
    {
      ...services,
      displayName: 'all others',
      testRegex: '\\.spec\\.(ts|mjs)$',
      testPathIgnorePatterns: ['/node_modules/', '/dist/', UNIT_OF_PURE],
      globalSetup: '<rootDir>/tools/jest/setup-servers.mjs',
      globalTeardown: '<rootDir>/tools/jest/teardown-servers.mjs',
    },
  ],
};
