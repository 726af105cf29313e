import { configFromEnvironment, joinFederation, runUntilStopped } from '@huren/platform';
import { startHub } from './start-hub.ts';

await runUntilStopped(async () => {
  const { service, ticker } = await startHub(await joinFederation(configFromEnvironment()));
  process.stdout.write(`hub ${service.url}/docs\n`);
  return {
    stop: async () => {
      await ticker.stop();
      await service.stop();
    },
  };
});
