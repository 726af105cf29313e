import config from './jest.config.mjs';

const [unit, ...others] = config.projects;

/** All tests in one run: those of a pure library as one spec each. */
export default {
  ...config,
  projects: [
    { ...unit, roots: ['<rootDir>/tools/jest/whole'], testRegex: 'tools/jest/whole/\\w+\\.mjs$' },
    ...others,
  ],
};
