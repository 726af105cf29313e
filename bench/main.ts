import { cpus } from 'node:os';
import { httpFigures } from './http.ts';
import { pureFigures } from './pure.ts';
import type { Figure } from './timing.ts';

const row = ({ what, perSecond, how }: Figure): string =>
  `| ${what.padEnd(34)} | ${Math.round(perSecond).toLocaleString('en').padStart(12)} | ${how} |`;

process.stdout.write(`${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}\n\n`);
process.stdout.write(`| ${'what'.padEnd(34)} | ${'per second'.padStart(12)} | how |\n| --- | ---: | --- |\n`);
for (const figure of [...pureFigures(), ...(await httpFigures())]) process.stdout.write(`${row(figure)}\n`);
process.exit();
