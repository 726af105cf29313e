import config from '../../jest.config.mjs';

const [unit] = config.projects;

const rootDir = process.cwd();

/** The unit tests of the mutated libraries; every package from the sandbox, none through node_modules. */
export default {
  ...unit,
  rootDir,
  roots: ['<rootDir>/libs/rules', '<rootDir>/libs/recognition'],
  moduleNameMapper: { '^@huren/(.*)$': '<rootDir>/libs/$1/src/index.ts' },
  testTimeout: 30_000,
};
