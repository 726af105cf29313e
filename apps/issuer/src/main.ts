import { runService } from '@huren/platform';
import { startIssuer } from './start-issuer.ts';

await runService((shared) => {
  const { RISK_URL, RISK_PORT } = shared.config;
  return startIssuer(shared, RISK_URL ?? `http://127.0.0.1:${RISK_PORT}`);
});
