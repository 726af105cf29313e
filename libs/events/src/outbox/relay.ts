import type { Bus } from '../port/bus.ts';
import type { Sql } from '../port/sql.ts';
import { SILENCE_MS, type Database } from '../postgres/database.ts';
import { createSession } from '../postgres/session.ts';
import { createBell } from '../util/bell.ts';
import { untilZero } from '../util/deadline.ts';
import { wait } from '../util/wait.ts';
import { clearing, countWaiting, publishVisible, type Claim } from './claim.ts';
import { OUTBOX_CHANNEL } from './schema.ts';

export interface RelayOptions {
  /** The service's database; the relay holds one connection of its own. */
  database: Database;
  bus: Pick<Bus, 'publish'>;
  batchSize?: number;
  /** After so many rows went, what is left of them is cleared away: every look would pass over it. */
  clearEvery?: number;
  pollMs?: number;
  /** A relay that is not heard of for so long loses its lock. */
  idleMs?: number;
  /** Told of every failure; the relay goes on. */
  onError?: (error: unknown) => void;
}

export interface OutboxRelay {
  /** Whether this process is the one that publishes for the database. */
  readonly active: boolean;
  readonly published: number;
  /** Age of the oldest row that waits, as last seen. 0: none. */
  readonly outboxAgeSeconds: number;
  /** Looks now rather than at the next poll. */
  wake(): void;
  /** Resolves when all that is committed has been published, with the number published meanwhile. */
  drain(withinMs: number): Promise<number>;
  stop(): Promise<void>;
}

const LOCK = `select pg_try_advisory_lock(hashtextextended('huren.outbox.relay', 0)) as held`;

/** What commits while the last rows go is told by no hint: soon after them the relay looks often, then ever less. */
const FIRST_PAUSE_MS = 5;

/** After rows went, for so long the next gather: under load a request carries many of them, and a first one goes at once. */
const GATHER_MS = 5;

/** Publishes a database's outbox. Any number may run; an advisory lock lets one of them work. */
export const startRelay = (options: RelayOptions): OutboxRelay => {
  const {
    bus,
    database,
    batchSize = 1000,
    clearEvery = 5000,
    pollMs = 200,
    idleMs = SILENCE_MS,
    onError = () => undefined,
  } = options;
  const bell = createBell();
  const state = { active: false, stopped: false, published: 0, oldestAt: null as number | null };
  const onLost = (): boolean => (state.active = false);
  const session = createSession(database, { channel: OUTBOX_CHANNEL, onNotify: bell.ring, onLost, idleMs });

  const onSeen: Claim['onSeen'] = (oldestAt) => (state.oldestAt = oldestAt);
  const claim: Claim = { limit: batchSize, aliveMs: idleMs / 4, onSeen };
  const clear = clearing(clearEvery, onError);
  const pass = async (sql: Sql): Promise<number> => {
    state.active ||= (await sql.query<{ held: boolean }>(LOCK))[0]?.held ?? false;
    if (!state.active) return 0;
    const published = await publishVisible(sql, bus, claim);
    state.published += published;
    await clear(sql, published);
    return published;
  };
  const loop = async (): Promise<void> => {
    for (let pause = FIRST_PAUSE_MS; !state.stopped;) {
      const published = await session.use(pass).catch((error: unknown) => void onError(error));
      if (!published) await bell.next(pause);
      else if (published < batchSize) await wait(GATHER_MS);
      pause = published ? FIRST_PAUSE_MS : Math.min(pollMs, 2 * pause);
    }
  };
  const running = loop();

  return {
    get active() {
      return state.active;
    },
    get published() {
      return state.published;
    },
    get outboxAgeSeconds() {
      return state.oldestAt ? Math.max(0, (Date.now() - state.oldestAt) / 1000) : 0;
    },
    wake: bell.ring,
    drain: async (withinMs) => {
      const before = state.published;
      bell.ring();
      await untilZero('outbox', () => session.use(countWaiting), withinMs);
      return state.published - before;
    },
    stop: async () => {
      state.stopped = true;
      bell.ring();
      await running;
      state.active = false;
      await session.close();
    },
  };
};
