import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { busFigures } from './bus/figures.ts';
import { httpFigures } from './http.ts';
import { morningFigures } from './morning.ts';
import { pureFigures } from './pure.ts';
import { simulationFigures } from './simulation/figures.ts';
import type { Figure } from './timing.ts';

const row = ({ what, perSecond, how }: Figure): string =>
  `| ${what.padEnd(34)} | ${Math.round(perSecond).toLocaleString('en').padStart(12)} | ${how} |`;

const PARTS: Readonly<Record<string, () => Figure[] | Promise<Figure[]>>> = {
  pure: pureFigures,
  http: httpFigures,
  morning: morningFigures,
  bus: busFigures,
  simulation: simulationFigures,
};

/** The parts named on the command line; all of them where none is. */
const partsOf = (names: readonly string[]) =>
  (names.length > 0 ? names : Object.keys(PARTS)).map((name) => {
    const part = PARTS[name];
    if (part) return part;
    process.stderr.write(`"${name}" is no part: ${Object.keys(PARTS).join(', ')}\n`);
    process.exit(1);
  });

const parts = partsOf(process.argv.slice(2));
process.stdout.write(`${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}\n\n`);
process.stdout.write(`| ${'what'.padEnd(34)} | ${'per second'.padStart(12)} | how |\n| --- | ---: | --- |\n`);
const figures: Figure[] = [];
for (const part of parts)
  for (const figure of await part()) {
    figures.push(figure);
    process.stdout.write(`${row(figure)}\n`);
  }

/** What capabilities ask for. */
const reports = join(import.meta.dirname, '..', 'reports');
mkdirSync(reports, { recursive: true });
const measured = figures.map(({ what, perSecond, holds = true }) => ({
  name: what,
  ok: perSecond > 0 && holds,
}));
writeFileSync(join(reports, 'bench.json'), JSON.stringify(measured));
process.exit();
