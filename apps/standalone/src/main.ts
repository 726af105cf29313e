import { configFromEnvironment, runUntilStopped } from '@huren/platform';
import { announce, clockNotes } from './announce.ts';
import { startFederation } from './federation.ts';
import { seed } from './seed/seed.ts';

await runUntilStopped(async () => {
  const started = performance.now();
  const config = configFromEnvironment();
  const federation = await startFederation(config);
  try {
    const notes = [...clockNotes(config.HUREN_CLOCK, federation.clock.now()), ...(await seed(federation))];
    process.stdout.write(announce(federation, performance.now() - started, notes));
    return federation;
  } catch (error) {
    await federation.stop();
    throw error;
  }
});
