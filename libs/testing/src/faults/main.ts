import { rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kafkaJars } from '../kafka/jars.ts';
import { fewestFaults } from './plan/plan.ts';
import { faultLine, reportText } from './print.ts';
import { runFaults } from './run-faults.ts';

const numberFrom = (name: string, fallback: number): number => {
  const given = process.env[name];
  if (given === undefined || given === '') return fallback;
  const value = Number(given);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new Error(`${name} is not a whole number`);
};

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Logs and journal of a run that went wrong, for whoever looks for the cause. */
const keep = async (folder: string): Promise<void> => {
  const kept = join('reports', 'faults');
  await rm(kept, { recursive: true, force: true });
  await mkdir(kept, { recursive: true });
  for (const name of await readdir(folder))
    if (/\.(log|jsonl)$/.test(name)) await cp(join(folder, name), join(kept, name));
  say(`logs and journal: ${kept}`);
};

const run = async (jars: string): Promise<boolean> => {
  const seed = numberFrom('FAULT_SEED', Math.floor(Math.random() * 2 ** 32));
  say(`FAULT_SEED=${seed}`);
  const folder = await mkdtemp(join(tmpdir(), 'huren-faults-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  let ok = false;
  try {
    const count = numberFrom('FAULT_COUNT', fewestFaults());
    const report = await runFaults({
      jars,
      folder,
      seed,
      count,
      only: new RegExp(process.env.FAULT_ONLY ?? ''),
      onFault: (struck) => say(faultLine(struck)),
    });
    say(reportText(report));
    await mkdir('reports', { recursive: true });
    await writeFile(join('reports', 'faults.json'), JSON.stringify(report, null, 1));
    ok = report.checks.every((one) => one.ok);
  } finally {
    if (!ok) await keep(folder);
  }
  return ok;
};

// What it started ends with it: each of them listens.
process.setMaxListeners(0);
for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const)
  process.on(event, () => process.exit(1));

const jars = await kafkaJars();
if (jars === undefined) {
  process.stderr.write('There is no Kafka that can be killed: it takes Java 17 and Maven.\n');
  process.exitCode = 1;
} else {
  process.exitCode = (await run(jars)) ? 0 : 1;
}
process.exit();
