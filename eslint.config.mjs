import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

/** What a package of each layer may depend on: one direction only. */
const layers = {
  standard: [],
  rules: [],
  crypto: [],
  dialects: ['standard'],
  recognition: ['standard', 'rules', 'crypto'],
  agreements: ['standard', 'rules', 'crypto', 'recognition'],
  events: ['standard', 'rules', 'crypto', 'recognition', 'agreements', 'dialects'],
  platform: ['standard', 'rules', 'crypto', 'recognition', 'agreements', 'dialects', 'events'],
  testing: ['standard', 'rules', 'crypto', 'recognition', 'agreements', 'dialects', 'events', 'platform'],
  app: ['standard', 'rules', 'crypto', 'recognition', 'agreements', 'dialects', 'events', 'platform'],
  composition: [
    'standard',
    'rules',
    'crypto',
    'recognition',
    'agreements',
    'dialects',
    'events',
    'platform',
    'app',
  ],
};

const depConstraints = [
  ...Object.entries(layers).map(([layer, below]) => ({
    sourceTag: `layer:${layer}`,
    onlyDependOnLibsWithTags: [`layer:${layer}`, ...below.map((name) => `layer:${name}`)].filter(
      (tag) => tag !== 'layer:app' || layer === 'composition',
    ),
  })),
  {
    sourceTag: 'pure',
    bannedExternalImports: ['@nestjs/*', 'typeorm', 'pg', 'kafkajs', 'ioredis', 'fastify', 'pino', 'rxjs'],
  },
];

const pureGlobals = [
  { object: 'process', property: 'env', message: 'A pure library takes its configuration as an argument.' },
  { object: 'Date', property: 'now', message: 'Time enters a pure library as an argument.' },
  { object: 'performance', property: 'now', message: 'Time enters a pure library as an argument.' },
  { object: 'Math', property: 'random', message: 'Chance enters a pure library as an argument.' },
];

const pureSyntax = [
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
    message: 'Time enters a pure library as an argument.',
  },
  {
    selector: 'CallExpression[callee.name="Date"]',
    message: 'Time enters a pure library as an argument.',
  },
];

const pureGlobalNames = ['fetch', 'setTimeout', 'setInterval', 'setImmediate'].map((name) => ({
  name,
  message: 'A pure library asks nobody and waits for nothing.',
}));

const pureImports = [
  'fs',
  'net',
  'http',
  'https',
  'child_process',
  'dns',
  'worker_threads',
  'timers',
  'process',
  'os',
].flatMap((name) => [`node:${name}`, `node:${name}/promises`, name]);

/** Tests and what helps them. */
const specs = ['**/*.spec.ts', '**/src/testing/**/*.ts'];

export default [
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      'coverage/**',
      'reports/**',
      '.stryker-tmp/**',
      '.nx/**',
      'tools/lint-fixtures/**',
    ],
  },
  ...tseslint.configs.recommended.map((config) => ({ ...config, files: ['**/*.ts'] })),
  prettier,
  {
    files: ['**/*.ts'],
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        { enforceBuildableLibDependency: false, allowCircularSelfDependency: false, depConstraints },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      'max-lines': ['error', { max: 250 }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['libs/{standard,crypto,rules,dialects,recognition,agreements}/src/**/*.ts'],
    ignores: specs,
    rules: {
      'no-restricted-globals': ['error', ...pureGlobalNames],
      'no-restricted-properties': ['error', ...pureGlobals],
      'no-restricted-syntax': ['error', ...pureSyntax],
      'no-restricted-imports': ['error', { paths: pureImports }],
    },
  },
  {
    files: ['libs/{events,platform}/src/**/*.ts', 'apps/*/src/**/*.ts'],
    ignores: [...specs, 'libs/platform/src/config/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'Only libs/platform/src/config reads the environment.',
        },
      ],
    },
  },
  { files: specs, rules: { 'max-lines-per-function': 'off', '@nx/enforce-module-boundaries': 'off' } },
];
