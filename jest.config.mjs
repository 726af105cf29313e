import { readFileSync } from 'node:fs';

const swc = JSON.parse(readFileSync(new URL('tools/swc.jest.json', import.meta.url), 'utf8'));

const common = {
  rootDir: import.meta.dirname,
  roots: ['<rootDir>/libs', '<rootDir>/apps', '<rootDir>/tools'],
  testEnvironment: 'node',
  // Sources, not builds: a change is tested without a build step. `import` here would break TypeORM.
  testEnvironmentOptions: { customExportConditions: ['@huren/source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', swc] },
  modulePathIgnorePatterns: ['/dist/'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
};

/**
 * Unit tests do no I/O; integration tests (`*.integration.spec.ts`) share one real PostgreSQL, those on Kafka
 * (`*.kafka.spec.ts`) one real Kafka as well, those on Redis (`*.redis.spec.ts`) one real Redis.
 */
export default {
  projects: [
    {
      ...common,
      displayName: 'unit',
      testRegex: '\\.spec\\.(ts|mjs)$',
      testPathIgnorePatterns: [...common.testPathIgnorePatterns, '\\.(integration|kafka|redis)\\.spec\\.ts$'],
    },
    {
      ...common,
      displayName: 'integration',
      testRegex: '\\.integration\\.spec\\.ts$',
      globalSetup: '<rootDir>/tools/jest/setup-postgres.mjs',
      globalTeardown: '<rootDir>/tools/jest/teardown-postgres.mjs',
    },
    {
      ...common,
      displayName: 'kafka',
      testRegex: '\\.kafka\\.spec\\.ts$',
      globalSetup: '<rootDir>/tools/jest/setup-kafka.mjs',
      globalTeardown: '<rootDir>/tools/jest/teardown-kafka.mjs',
    },
    {
      ...common,
      displayName: 'redis',
      testRegex: '\\.redis\\.spec\\.ts$',
      globalSetup: '<rootDir>/tools/jest/setup-redis.mjs',
      globalTeardown: '<rootDir>/tools/jest/teardown-redis.mjs',
    },
  ],
  testTimeout: 30_000,
};
