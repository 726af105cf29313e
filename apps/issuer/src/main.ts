import { configFromEnvironment, joinFederation, runUntilStopped } from '@huren/platform';
import { startIssuer } from './start-issuer.ts';

await runUntilStopped(async () => {
  const config = configFromEnvironment();
  const riskUrl = config.RISK_URL ?? `http://127.0.0.1:${config.RISK_PORT}`;
  const { service, ticker } = await startIssuer(await joinFederation(config), riskUrl);
  process.stdout.write(`issuer ${service.url}/docs\n`);
  return {
    stop: async () => {
      await ticker.stop();
      await service.stop();
    },
  };
});
