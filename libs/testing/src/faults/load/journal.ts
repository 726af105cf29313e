import { createWriteStream } from 'node:fs';

export const WRITE_KINDS = ['apply', 'fact', 'withdraw', 'level', 'recognise', 'hand-in', 'arrive'] as const;
export type WriteKind = (typeof WRITE_KINDS)[number];

/** A write as the client wants it. */
export type Write = {
  readonly kind: WriteKind;
  /** Which service it is for, or which deployment of issuers. */
  readonly service: 'hub' | 'risk' | 'a' | 'b';
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  readonly body: unknown;
};

/**
 * What became of it. Refused: the service said no, for good. Unknown: the client gave up without an answer, so that it
 * may have been done or not.
 */
export type Settled = {
  readonly outcome: 'acknowledged' | 'refused' | 'unknown';
  readonly status: number | null;
  /** The body of the answer, as it came. */
  readonly answer: string | null;
  /** Sent so often, under the same key. */
  readonly attempts: number;
};

/** One write with its Idempotency-Key. */
export type Entry = Write & Settled & { readonly key: string };

/** The client's own record: nothing in it is ever changed. */
export type Journal = {
  /** Noted before the first attempt. */
  asked(key: string, write: Write): void;
  settled(key: string, settled: Settled): void;
  /** Every write so far; one that is under way counts as unknown. */
  entries(): Entry[];
  close(): Promise<void>;
};

const UNDER_WAY: Settled = { outcome: 'unknown', status: null, answer: null, attempts: 0 };

/** A journal in memory, and line by line in a file. */
export const journalIn = (file: string): Journal => {
  const lines = createWriteStream(file, { flags: 'a' });
  const asked = new Map<string, Write>();
  const settled = new Map<string, Settled>();
  const note = (line: object): void => void lines.write(`${JSON.stringify(line)}\n`);
  return {
    asked: (key, write) => {
      if (asked.has(key)) throw new Error(`the key ${key} is used already`);
      asked.set(key, write);
      note({ key, ...write });
    },
    settled: (key, outcome) => {
      if (settled.has(key)) throw new Error(`${key} is settled already`);
      settled.set(key, outcome);
      note({ key, ...outcome });
    },
    entries: () => [...asked].map(([key, write]) => ({ key, ...write, ...(settled.get(key) ?? UNDER_WAY) })),
    close: () => new Promise((done) => lines.end(done)),
  };
};
