// Writes src/data/index.ts, which imports every dialect of its folder. Run after a dialect was added:
// node libs/dialects/tools/write-data-index.mjs
import { readdirSync, writeFileSync } from 'node:fs';

const folder = new URL('../src/data/', import.meta.url);
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.slice(0, -'.json'.length))
  .sort();
const idOf = (name) => `of${name.replace('-', '_')}`;

const lines = [
  '// Written by tools/write-data-index.mjs.',
  ...names.map((name) => `import ${idOf(name)} from './${name}.json' with { type: 'json' };`),
  '',
  '/** Every dialect of this folder, as it was written. */',
  'export const documents: readonly unknown[] = [',
  ...names.map((name) => `  ${idOf(name)},`),
  '];',
  '',
];
writeFileSync(new URL('index.ts', folder), lines.join('\n'));
