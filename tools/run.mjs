/** `npm test`, `npm run demo` and the others: the same set-up as `npm start`, then the task. */
import { Failure, runTool } from './lib/failure.mjs';
import { install } from './lib/install.mjs';
import { checkNode } from './lib/node.mjs';

const TASKS = [
  'build',
  'start-cluster',
  'test',
  'lint',
  'demo',
  'bench',
  'contracts',
  'mutation',
  'capabilities',
  'kafka',
  'faults',
  'dialect',
  'replay',
  'party',
  'verify',
];

await runTool(async () => {
  const [task = '', ...args] = process.argv.slice(2);
  if (!TASKS.includes(task)) throw new Failure(`There is no task "${task}": ${TASKS.join(', ')}.`);
  checkNode();
  await install();
  const { run } = await import(`./tasks/${task}.mjs`);
  return run(args);
});
