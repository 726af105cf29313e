import { parseArgs } from 'node:util';
import { replayWindow } from './replay-window.ts';

const USAGE = 'npm run replay -- --from 2020-03-16 --to 2020-03-17 [--hub http://127.0.0.1:3000]';

const { values } = parseArgs({
  options: {
    from: { type: 'string' },
    to: { type: 'string' },
    hub: { type: 'string', default: 'http://127.0.0.1:3000' },
  },
});

const { from, to, hub } = values;
if (from === undefined || to === undefined) {
  process.stderr.write(`${USAGE}\n`);
  process.exit(2);
}

const show = (seen: number): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r${seen}`);
};

try {
  const { identical, different, erased } = await replayWindow({ hub, from, to }, show);
  if (process.stderr.isTTY) process.stderr.write('\r');
  process.stdout.write(`identical ${identical}, different ${different.length}, erased ${erased}\n`);
  for (const decisionId of different) process.stdout.write(`different: ${decisionId}\n`);
  process.exitCode = different.length > 0 ? 1 : 0;
} catch (error) {
  const { message, cause } = error as Error;
  process.stderr.write(`${cause instanceof Error ? `${hub}: ${cause.message}` : message}\n`);
  process.exitCode = 2;
}
