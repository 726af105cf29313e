import config from '../../jest.config.mjs';

const [unit] = config.projects;

const rootDir = process.cwd();

/**
 * The unit tests of the library in MUTATED; every package from the sandbox, none through node_modules. The specs
 * that play thousands of random cases would take hours over all mutants: without them the score can only be too low.
 */
export default {
  ...unit,
  rootDir,
  roots: [`<rootDir>/libs/${process.env.MUTATED ?? 'rules'}`],
  moduleNameMapper: { '^@huren/(.*)$': '<rootDir>/libs/$1/src/index.ts' },
  testPathIgnorePatterns: [...unit.testPathIgnorePatterns, 'oracle\\.spec', 'laws\\.spec'],
  testTimeout: 30_000,
};
