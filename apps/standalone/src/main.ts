import { configFromEnvironment, runUntilStopped } from '@huren/platform';
import { announce } from './announce.ts';
import { startFederation } from './federation.ts';
import { seed } from './seed/seed.ts';

await runUntilStopped(async () => {
  const started = performance.now();
  const federation = await startFederation(configFromEnvironment());
  await seed(federation);
  process.stdout.write(announce(federation, performance.now() - started));
  return federation;
});
