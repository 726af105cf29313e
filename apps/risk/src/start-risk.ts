import { openDatabase, startService } from '@huren/platform';
import type { Service, Shared } from '@huren/platform';
import { Founding2026112402 } from './database/2026112402-founding.migration.ts';
import { FactEntries2026112505 } from './database/2026112505-fact-entries.migration.ts';
import { RiskModule } from './risk.module.ts';
import { TITLE } from './title.ts';

export const startRisk = async (shared: Shared): Promise<Service> => {
  const { config, clock, keys, busAddress } = shared;
  const database = await openDatabase({
    server: shared.serverUrl,
    name: 'huren_risk',
    migrations: [Founding2026112402, FactEntries2026112505],
  });
  return startService({
    name: 'risk',
    ...TITLE,
    database,
    busAddress,
    logger: shared.loggerOf('risk'),
    host: config.HOST,
    port: config.RISK_PORT,
    workBoundSeconds: config.WORK_BOUND_SECONDS,
    module: () => RiskModule.register({ database, clock, keys }),
  });
};
