import config from '../../jest.config.mjs';

const [unit] = config.projects;

/** The unit tests of the library in MUTATED; every package from the sandbox, none through node_modules. */
export default {
  ...unit,
  rootDir: process.cwd(),
  roots: ['<rootDir>/tools/jest'],
  watchman: false,
  testRegex: 'tools/jest/together\\.mjs$',
  moduleNameMapper: { '^@huren/(.*)$': '<rootDir>/libs/$1/src/index.ts' },
  testTimeout: 30_000,
};
