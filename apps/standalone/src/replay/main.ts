import { parseArgs } from 'node:util';
import { replayWindow } from './replay-window.ts';

const USAGE =
  'npm run replay -- --from 2020-03-16 --to 2020-03-17 [--hub http://127.0.0.1:3000] ' +
  '[--issuer http://127.0.0.1:3002/v1/issuers/330000 …]';

const { values } = parseArgs({
  options: {
    from: { type: 'string' },
    to: { type: 'string' },
    hub: { type: 'string', default: 'http://127.0.0.1:3000' },
    issuer: { type: 'string', multiple: true, default: [] },
  },
});

const { from, to, hub, issuer } = values;
if (from === undefined || to === undefined) {
  process.stderr.write(`${USAGE}\n`);
  process.exit(2);
}

const show = (seen: number): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r${seen}`);
};

/** Replays one window and prints what became of it; whether all came out the same. */
const replayed = async (at: string, name: string): Promise<boolean> => {
  const { identical, different, erased } = await replayWindow({ at, from, to }, show);
  if (process.stderr.isTTY) process.stderr.write('\r');
  process.stdout.write(`${name}identical ${identical}, different ${different.length}, erased ${erased}\n`);
  for (const decisionId of different) process.stdout.write(`different: ${decisionId}\n`);
  return different.length === 0;
};

/** The hub's decisions, then those of each issuer on path 1 that is named. */
const places = [
  { at: `${hub}/v1`, name: '' },
  ...issuer.map((at) => ({ at: at.replace(/\/$/, ''), name: `${at.split('/').findLast(Boolean)}: ` })),
];

for (const { at, name } of places) {
  try {
    if (!(await replayed(at, name))) process.exitCode ||= 1;
  } catch (error) {
    const { message, cause } = error as Error;
    process.stderr.write(`${cause instanceof Error ? `${at}: ${cause.message}` : message}\n`);
    process.exitCode = 2;
  }
}
