import type { Entry } from '../load/journal.ts';

/** A message of the log, at its place. */
export type Logged = {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: string;
  /** Of the event: the same in each copy of it. */
  readonly id: string;
  /** Of the state, where the message carries a whole one. */
  readonly version: number | null;
  readonly data: unknown;
};

/** A write that a service remembers, with its first answer. */
export type Remembered = { readonly key: string; readonly answer: unknown };

/** What every service's database has. */
export type CommonRows = {
  readonly remembered: readonly Remembered[];
  readonly deadLetters: number;
  readonly outbox: number;
};

export type HubRows = CommonRows & {
  readonly records: readonly { codeRef: string; version: number; record: unknown }[];
  /** Bodies exactly as they are kept. */
  readonly decisions: readonly { decisionId: string; body: string }[];
  readonly arrivals: readonly { arrivalId: string; codeRef: string; sharedWith: string | null }[];
};

export type RiskRows = CommonRows & {
  readonly subjects: readonly { subject: string; version: number }[];
  readonly facts: readonly { subject: string; factId: string; withdrawn: boolean; reason: unknown }[];
  readonly regions: readonly { division: string; version: number; level: string | null; periods: number }[];
};

export type IssuerRows = CommonRows & {
  readonly codes: readonly {
    codeRef: string;
    subject: string;
    version: number;
    record: unknown;
    factsAsked: boolean;
    /** The time of a change that runs by itself has come. */
    isDue: boolean;
    stays: readonly string[];
  }[];
  readonly facts: readonly { subject: string; version: number; facts: unknown }[];
  readonly levels: readonly { division: string; version: number; level: string }[];
  readonly shared: readonly { sharedWith: string; codeRef: string; version: number; record: unknown }[];
};

/** The knowledge that a replica of the hub decides by, as a decision of its own shows it. */
export type Seen = {
  readonly replica: string;
  /** The last place of the levels' topic that it has read. */
  readonly riskVersion: number | null;
  readonly levels: readonly { division: string; level: string }[];
};

/** Everything that the checker compares, read when nothing moves any more. */
export type Snapshot = {
  readonly journal: readonly Entry[];
  /** In the log's order, partition by partition. */
  readonly log: readonly Logged[];
  readonly hub: HubRows;
  readonly risk: RiskRows;
  readonly issuers: Readonly<Record<'a' | 'b', IssuerRows>>;
  readonly seen: readonly Seen[];
};

/** What must not be. */
export type Violation = {
  readonly kind: 'lost' | 'twice' | 'order' | 'diverged' | 'left over';
  /** What it is about. */
  readonly about: string;
  readonly detail: string;
};
