import type { Logger } from 'pino';

/** What a check saw: whether work flows, and figures for people. */
export type Observation = { readonly ok: boolean; readonly [figure: string]: unknown };

/** A check of the work itself, by name. Asked again and again; a rejection counts as not ok. */
export type WorkChecks = Readonly<Record<string, () => Promise<Observation>>>;

export type Alarm = { readonly name: string; readonly since: Date };

export type WorkState = {
  /** `starting`: nothing was looked at yet. */
  readonly status: 'starting' | 'working' | 'alarm';
  readonly checks: Readonly<Record<string, Observation>>;
  readonly alarms: readonly Alarm[];
};

export type WorkMonitor = {
  /** As last looked. */
  state(): WorkState;
  /** Looks now: alarms are raised and cleared, and each is told once. */
  look(): Promise<void>;
};

export type WorkMonitorOptions = {
  readonly checks: WorkChecks;
  readonly logger: Pick<Logger, 'error' | 'info'>;
  /** The system's time. */
  readonly now: () => Date;
  /** A check that answers nothing within so many ms is not ok. */
  readonly timeoutMs: number;
};

const within = (ms: number, work: Promise<Observation>): Promise<Observation> => {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<Observation>((resolve) => {
    timer = setTimeout(() => resolve({ ok: false, reason: 'no_answer' }), ms);
  });
  return Promise.race([work, timeout]).finally(() => clearTimeout(timer));
};

const observed = (check: () => Promise<Observation>, ms: number): Promise<Observation> =>
  within(
    ms,
    check().catch((error: unknown) => ({ ok: false, reason: error instanceof Error ? error.name : 'error' })),
  );

/** Before anything was looked at. */
export const NOT_YET: WorkState = { status: 'starting', checks: {}, alarms: [] };

/** Watches that work flows. It raises alarms and clears them by itself; it takes nobody out of service. */
export const workMonitor = ({ checks, logger, now, timeoutMs }: WorkMonitorOptions): WorkMonitor => {
  const alarms = new Map<string, Date>();
  let seen: Record<string, Observation> | undefined;
  const note = (name: string, observation: Observation): void => {
    const since = alarms.get(name);
    if (!observation.ok && !since) {
      alarms.set(name, now());
      logger.error({ alarm: name, ...observation }, 'alarm raised');
    }
    if (observation.ok && since) {
      alarms.delete(name);
      logger.info({ alarm: name, since: since.toISOString() }, 'alarm cleared');
    }
  };
  const state = (checks: WorkState['checks']): WorkState => ({
    status: alarms.size > 0 ? 'alarm' : 'working',
    checks,
    alarms: [...alarms].map(([name, since]) => ({ name, since })),
  });
  return {
    state: () => (seen ? state(seen) : NOT_YET),
    look: async () => {
      const looked = await Promise.all(
        Object.entries(checks).map(
          async ([name, check]) => [name, await observed(check, timeoutMs)] as const,
        ),
      );
      seen = Object.fromEntries(looked);
      for (const [name, observation] of looked) note(name, observation);
    },
  };
};
