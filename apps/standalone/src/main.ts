import { StartError, configFromEnvironment } from '@huren/platform';
import { announce } from './announce.ts';
import { startFederation } from './federation.ts';
import type { Federation } from './federation.ts';
import { seed } from './seed/seed.ts';

const stopOnSignal = (federation: Federation): void => {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    process.stdout.write('Huren is stopping …\n');
    void federation.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
};

try {
  const config = configFromEnvironment();
  const started = performance.now();
  const federation = await startFederation(config);
  stopOnSignal(federation);
  await seed(federation);
  process.stdout.write(announce(federation, performance.now() - started));
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  process.stderr.write(`Huren does not start: ${error.message}\n`);
  process.exit(1);
}
