import { configFromEnvironment } from '../config/config.ts';
import { StartError } from '../config/start-error.ts';
import { obeyStarter } from '../control/obey-starter.ts';
import { runUntilStopped } from '../shutdown/run-until-stopped.ts';
import type { Repeated } from './every.ts';
import type { Service } from './service.ts';
import { joinFederation } from './shared.ts';
import type { Shared } from './shared.ts';

/** A service with what it does by itself. */
export type Started = { readonly service: Service; readonly ticker?: Repeated };

/** The life of a service in a process of its own. Says `name url/docs` when it listens. */
export const runService = (start: (shared: Shared) => Promise<Started>): Promise<never> =>
  runUntilStopped(async () => {
    const config = configFromEnvironment();
    const isControlled = config.HUREN_CONTROLLED !== undefined;
    if (isControlled && !process.channel)
      throw new StartError('HUREN_CONTROLLED is set, and no process has this one under its control.');
    const shared = await joinFederation(config);
    const { service, ticker } = await start(shared);
    const tick = async (): Promise<void> => ticker?.run();
    if (isControlled) obeyStarter({ service, clock: shared.clock, tick });
    process.stdout.write(`${service.name} ${service.url}/docs\n`);
    return {
      stop: async () => {
        await ticker?.stop();
        await service.stop();
      },
    };
  });
