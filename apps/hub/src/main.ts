import { runService } from '@huren/platform';
import { startHub } from './start-hub.ts';

await runService((shared) => {
  const { OPERATED_SERVICES, RISK_PORT, ISSUER_PORT } = shared.config;
  const here = (name: string, port: number) => ({ name, url: `http://127.0.0.1:${port}` });
  const operated = OPERATED_SERVICES ?? [here('risk', RISK_PORT), here('issuer', ISSUER_PORT)];
  return startHub(shared, () => operated);
});
