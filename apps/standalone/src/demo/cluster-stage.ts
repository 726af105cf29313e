import { drainAll } from '@huren/events';
import { openDatabase } from '@huren/platform';
import type { Services } from '../cluster/start-services.ts';
import type { ServiceProcess } from '../cluster/service-process.ts';
import { hidingOutcomes } from './hiding-outcomes.ts';
import type { Stage } from './stage.ts';

const SETTLE_MS = 60_000;

/** A domain moment and when it was, in ms of the system's clock: from it every process knows the time. */
export type Since = { readonly moment: Date; readonly asOf: number };

/** Each of them in turn. */
const takingTurns = () => {
  let turn = 0;
  return (replicas: readonly ServiceProcess[]): string => {
    const chosen = replicas[(turn += 1) % replicas.length];
    if (!chosen) throw new Error('there is no such process now');
    return chosen.url;
  };
};

/** The outbox and the consumers of another process, to be drained like one's own. */
const drainable = (one: ServiceProcess) => {
  let published = 0;
  return {
    relay: {
      get published() {
        return published;
      },
      drain: async (withinMs: number) => (published = await one.order('relay', { withinMs })),
    },
    bus: { drain: async (withinMs: number) => void (await one.order('bus', { withinMs })) },
  };
};

const drain = (processes: readonly ServiceProcess[]): Promise<void> => {
  const each = processes.map(drainable);
  return drainAll({ relays: each.map(({ relay }) => relay), buses: each.map(({ bus }) => bus) }, SETTLE_MS);
};

/** Where decisions are kept: of the hub, and of each deployment of issuers. */
const DATABASES = ['huren_hub', 'huren_issuer_a', 'huren_issuer_b'];

const hidingIn =
  (server: string): Stage['hidingOutcomes'] =>
  async (decisionIds, work) => {
    const opened = await Promise.all(
      DATABASES.map((name) => openDatabase({ server, name, migrations: [], poolSize: 1 })),
    );
    const databases = opened.map(({ sql }) => sql);
    return hidingOutcomes(databases, decisionIds, work).finally(() =>
      Promise.all(opened.map(({ close }) => close())),
    );
  };

/** The federation with a process for each replica, under this one's control since a moment. */
export const clusterStage = async (services: Services, begun: Since): Promise<Stage> => {
  let since = begun;
  const anyOf = takingTurns();
  const orderAll = async (order: (one: ServiceProcess) => Promise<unknown>): Promise<void> =>
    void (await Promise.all(services.all().map(order)));
  const tellTime = () =>
    orderAll((one) => one.order('clock', { moment: since.moment.toISOString(), asOf: since.asOf }));
  const settle = async (): Promise<void> => {
    for (let round = 0; round < 2; round += 1) {
      await drain(services.all());
      await orderAll((one) => one.order('tick', {}));
    }
    await drain(services.all());
  };
  const now = () => new Date(since.moment.getTime() + Date.now() - since.asOf);
  await tellTime();
  return {
    hubUrl: () => anyOf(services.hubs()),
    riskUrl: () => services.risk.url,
    issuerUrl: (issuer) => anyOf(services.hosting(issuer)),
    moveTo: async (moment) => {
      since = { moment, asOf: Date.now() };
      await tellTime();
      await settle();
    },
    settle,
    now,
    hidingOutcomes: hidingIn(services.serverUrl),
    closeHub: services.stopHubs,
    openHub: async () => {
      await services.startHubs({ HUREN_CLOCK: now().toISOString() });
      await tellTime();
    },
  };
};
