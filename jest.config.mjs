import { readFileSync } from 'node:fs';
import { MANY_CASES, PURE } from './tools/lib/tests.mjs';

const swc = JSON.parse(readFileSync(new URL('tools/swc.json', import.meta.url), 'utf8'));

const every = {
  rootDir: import.meta.dirname,
  roots: ['<rootDir>/libs', '<rootDir>/apps', '<rootDir>/tools'],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', swc] },
  modulePathIgnorePatterns: ['/dist/'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
};

/** In a world of its own for each spec, where every branch that is taken can be counted. */
const counted = {
  ...every,
  // Sources, not builds: a change is tested without a build step.
  testEnvironmentOptions: { customExportConditions: ['@huren/source', 'node', 'node-addons'] },
};

/** In Node itself, which loads everything once: three times as fast. */
const native = { ...every, runner: '<rootDir>/tools/jest/native-runner.mjs' };

const PURE_SOURCES = `/libs/(${PURE.join('|')})/`;
const UNIT = '(?<!\\.(integration|kafka|redis))\\.spec\\.(ts|mjs)$';

/**
 * Unit tests and laws do no I/O; integration tests (`*.integration.spec.ts`) share one real PostgreSQL, those on Kafka
 * (`*.kafka.spec.ts`) one real Kafka as well, those on Redis (`*.redis.spec.ts`) one real Redis.
 */
export default {
  projects: [
    {
      ...counted,
      displayName: 'unit of pure libraries',
      testRegex: `${PURE_SOURCES}.*${UNIT}`,
      testPathIgnorePatterns: [...every.testPathIgnorePatterns, MANY_CASES],
    },
    {
      ...native,
      displayName: 'unit of services',
      testRegex: UNIT,
      testPathIgnorePatterns: [...every.testPathIgnorePatterns, PURE_SOURCES, MANY_CASES],
    },
    { ...native, displayName: 'laws', testRegex: MANY_CASES },
    {
      ...native,
      displayName: 'integration',
      testRegex: '\\.integration\\.spec\\.ts$',
      globalSetup: '<rootDir>/tools/jest/setup-postgres.mjs',
      globalTeardown: '<rootDir>/tools/jest/teardown-postgres.mjs',
    },
    {
      ...native,
      displayName: 'kafka',
      testRegex: '\\.kafka\\.spec\\.ts$',
      globalSetup: '<rootDir>/tools/jest/setup-kafka.mjs',
      globalTeardown: '<rootDir>/tools/jest/teardown-kafka.mjs',
    },
    {
      ...native,
      displayName: 'redis',
      testRegex: '\\.redis\\.spec\\.ts$',
      globalSetup: '<rootDir>/tools/jest/setup-redis.mjs',
      globalTeardown: '<rootDir>/tools/jest/teardown-redis.mjs',
    },
  ],
  testTimeout: 30_000,
};
