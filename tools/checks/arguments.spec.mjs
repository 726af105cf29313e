import { describe, expect, it } from '@jest/globals';
import { run as build } from '../tasks/build.mjs';
import { run as demo } from '../tasks/demo.mjs';
import { run as faults } from '../tasks/faults.mjs';
import { run as kafka } from '../tasks/kafka.mjs';
import { run as laws } from '../tasks/laws.mjs';
import { run as startCluster } from '../tasks/start-cluster.mjs';

describe('a task that is given what it does not take', () => {
  it.each([
    [
      'demo',
      demo,
      ['--cluster', '--help'],
      'with `-- --cluster` each service in processes of its own; not --help.',
    ],
    ['kafka', kafka, ['--port'], 'without arguments; not --port.'],
    ['test:faults', faults, ['--seed', '3'], 'without arguments; not --seed, 3.'],
    ['test:laws', laws, ['x'], 'without arguments; not x.'],
    ['build', build, ['hub'], 'without arguments; not hub.'],
    ['start:cluster', startCluster, ['3'], 'without arguments; not 3.'],
  ])('%s says what it takes, and does nothing', async (_task, run, args, said) => {
    await expect((async () => run(args))()).rejects.toThrow(said);
  });
});
