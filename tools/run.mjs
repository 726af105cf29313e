/** `npm test`, `npm run demo` and the others: the same set-up as `npm start`, then the task. */
import { Failure, runTool } from './lib/failure.mjs';
import { install } from './lib/install.mjs';
import { checkNode } from './lib/node.mjs';

/** What takes no more than Huren itself does. */
const OF_RUNNING = ['build', 'start-cluster', 'demo', 'kafka', 'dialect', 'replay', 'party', 'verify'];

const TASKS = [
  ...OF_RUNNING,
  'test',
  'laws',
  'lint',
  'bench',
  'contracts',
  'mutation',
  'capabilities',
  'faults',
];

await runTool(async () => {
  const [task = '', ...args] = process.argv.slice(2);
  if (!TASKS.includes(task)) throw new Failure(`There is no task "${task}": ${TASKS.join(', ')}.`);
  checkNode();
  await install({ isToRun: OF_RUNNING.includes(task) });
  const { run } = await import(`./tasks/${task}.mjs`);
  return run(args);
});
