import { openDatabase } from '@huren/platform';
import { Founding2026112402, RiskModule } from '@huren/risk';
import type { Shared } from './federation.ts';
import { startService } from './service.ts';
import type { Service } from './service.ts';
import { TITLES } from './titles.ts';

export const startRisk = async (shared: Shared): Promise<Service> => {
  const { config, clock, keys, busUrl } = shared;
  const database = await openDatabase({
    server: shared.serverUrl,
    name: 'huren_risk',
    migrations: [Founding2026112402],
  });
  return startService({
    name: 'risk',
    ...TITLES.risk,
    database,
    busUrl,
    logger: shared.loggerOf('risk'),
    host: config.HOST,
    port: config.RISK_PORT,
    module: () => RiskModule.register({ database, clock, keys }),
  });
};
