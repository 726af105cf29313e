import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Journal, Settled, Write } from './journal.ts';

/** Where the replicas of each service, and of each deployment of issuers, are reached. */
export type Addresses = Readonly<Record<Write['service'], readonly string[]>>;

/** A provincial system as a client: it fails over from replica to replica and sends again under the same key. */
export type Client = {
  /** Sends until it is answered for good or given up; the journal has it either way. */
  write(write: Write, options?: { first?: number; patienceMs?: number }): Promise<Settled>;
  /**
   * Asks what changes nothing, with GET where there is no body; undefined where nobody answers now. `first`: the replica
   * that is asked first.
   */
  ask<T>(service: Write['service'], path: string, body: unknown, first?: number): Promise<T | undefined>;
};

const TIMEOUT_MS = 4_000;
const PATIENCE_MS = 60_000;
const [FIRST_PAUSE_MS, LONGEST_PAUSE_MS] = [100, 1_000];

type Reply = { readonly status: number; readonly text: string };

const send = async (url: string, method: string, body: unknown, key?: string): Promise<Reply | undefined> => {
  try {
    const response = await fetch(url, {
      method,
      headers: { 'content-type': 'application/json', ...(key ? { 'idempotency-key': key } : {}) },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return { status: response.status, text: await response.text() };
  } catch {
    return undefined;
  }
};

const isFinal = ({ status }: Reply): boolean => status < 500 && status !== 408 && status !== 429;

const pause = (failures: number): Promise<void> => {
  const span = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures);
  return delay(span / 2 + (span / 2) * Math.random());
};

export const clientOf = (addresses: Addresses, journal: Journal): Client => {
  const addressOf = (service: Write['service'], turn: number): string => {
    const replicas = addresses[service];
    return replicas[turn % replicas.length] ?? '';
  };
  return {
    write: async (write, { first = 0, patienceMs = PATIENCE_MS } = {}) => {
      const key = randomUUID();
      journal.asked(key, write);
      const deadline = performance.now() + patienceMs;
      let attempts = 0;
      let settled: Settled | undefined;
      while (!settled) {
        const url = `${addressOf(write.service, first + attempts)}${write.path}`;
        attempts += 1;
        const reply = await send(url, write.method, write.body, key);
        if (reply && isFinal(reply)) {
          const outcome = reply.status < 300 ? 'acknowledged' : 'refused';
          settled = { outcome, status: reply.status, answer: reply.text, attempts };
        } else if (performance.now() > deadline) {
          settled = { outcome: 'unknown', status: reply?.status ?? null, answer: null, attempts };
        } else await pause(attempts);
      }
      journal.settled(key, settled);
      return settled;
    },
    ask: async <T>(service: Write['service'], path: string, body: unknown, first = 0) => {
      const method = body === undefined ? 'GET' : 'POST';
      const reply = await send(`${addressOf(service, first)}${path}`, method, body);
      return reply && reply.status < 300 ? (JSON.parse(reply.text) as T) : undefined;
    },
  };
};
