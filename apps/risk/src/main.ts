import { configFromEnvironment, joinFederation, runUntilStopped } from '@huren/platform';
import { startRisk } from './start-risk.ts';

await runUntilStopped(async () => {
  const service = await startRisk(await joinFederation(configFromEnvironment()));
  process.stdout.write(`risk ${service.url}/docs\n`);
  return service;
});
