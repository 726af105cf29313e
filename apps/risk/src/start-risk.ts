import { RISK_PUBLISHER, every, feedHeartbeat, openDatabase, startService } from '@huren/platform';
import type { Repeated, Service, Shared } from '@huren/platform';
import { Founding2026112402 } from './database/2026112402-founding.migration.ts';
import { FactEntries2026112505 } from './database/2026112505-fact-entries.migration.ts';
import { Gradings2026112604 } from './database/2026112604-gradings.migration.ts';
import { RiskModule } from './risk.module.ts';
import { TITLE } from './title.ts';

const TICK_MS = 1000;

/** Risk with what it does by itself: it says up to when its levels and facts are complete. */
export const startRisk = async (shared: Shared): Promise<{ service: Service; ticker: Repeated }> => {
  const { config, clock, keys } = shared;
  const database = await openDatabase({
    server: shared.serverUrl,
    name: 'huren_risk',
    migrations: [Founding2026112402, FactEntries2026112505, Gradings2026112604],
  });
  const logger = shared.loggerOf('risk');
  const service = await startService({
    name: 'risk',
    ...TITLE,
    shared,
    database,
    logger,
    port: config.RISK_PORT,
    module: () => RiskModule.register({ database, clock, keys }),
  });
  const heartbeat = feedHeartbeat({ database, clock, publisher: RISK_PUBLISHER });
  const ticker = every(TICK_MS, heartbeat, (error) => logger.error({ err: error }, 'risk tick'));
  return { service, ticker };
};
