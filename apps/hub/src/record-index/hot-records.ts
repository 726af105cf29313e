import { ABOVE_ALL, noCache } from '@huren/platform';
import type { Clock, SharedState, VersionedCache } from '@huren/platform';
import type { Sql } from '@huren/events';
import type { CodeRef, HealthCodeRecord } from '@huren/standard';
import { Counter } from 'prom-client';
import type { Registry } from 'prom-client';
import { postgresRecordIndex } from './record-index.postgres.ts';
import type { IndexedRecord } from './record-index.ts';

/** A record with the moment up to which its issuer's feed was complete, of one read, and when it was read. */
export type HotRecord = {
  readonly record: HealthCodeRecord;
  readonly feedCompleteAt: string;
  /** By the domain clock, in ms. */
  readonly readAt: number;
};

/** How records are found by references. */
export type FindRecords = (tx: Sql, codeRefs: readonly CodeRef[]) => Promise<Map<CodeRef, IndexedRecord>>;

/** Records that were read a moment ago, shared by the replicas of the hub. */
export interface HotRecords {
  /** Finds records, some of them as they were read within the last life. Not where records are being changed. */
  readonly find: FindRecords;
  /** Before the commit that makes them the newest: from now on nothing older is found. */
  superseded(states: readonly { codeRef: CodeRef; version: number }[]): Promise<void>;
  /** Before a commit that may lower versions or remove records: for a while none of these is kept. */
  unsettled(codeRefs: readonly CodeRef[]): Promise<void>;
}

/** From the database alone: where a transaction changes records, or asks about many at once. */
export const findInDatabase: FindRecords = (tx, codeRefs) => postgresRecordIndex(tx).find(codeRefs);

/** How long a transaction may take from superseding a record to its commit. */
const COMMIT_MS = 10_000;

type Options = {
  readonly cache: VersionedCache<HotRecord>;
  readonly lifeMs: number;
  readonly clock: Clock;
  readonly metrics: Registry;
};

const indexed = ({ record, feedCompleteAt }: HotRecord): IndexedRecord => ({
  kind: 'record',
  record,
  feedCompleteAt: new Date(feedCompleteAt),
});

const asHot = (found: ReadonlyMap<CodeRef, IndexedRecord>, readAt: number) =>
  new Map(
    [...found].flatMap(([codeRef, one]) => {
      if (one.kind !== 'record') return [];
      const { record, feedCompleteAt } = one;
      const value: HotRecord = { record, feedCompleteAt: feedCompleteAt.toISOString(), readAt };
      return [[codeRef, { version: record.version, value }] as const];
    }),
  );

/** Records through a cache. What it lacks, and what is erased or unknown, is read from the database each time. */
export const hotRecords = ({ cache, lifeMs, clock, metrics }: Options): HotRecords => {
  const asked = new Counter({
    name: 'huren_hub_records_asked_total',
    help: 'Records that decisions asked for: found in the cache, or read from the database',
    labelNames: ['from'],
    registers: [metrics],
  });
  return {
    find: async (tx, codeRefs) => {
      const { found, keep } = await cache.recall(codeRefs);
      const now = clock.now().getTime();
      // A domain clock that was moved empties the cache.
      const hot = new Map(
        codeRefs.flatMap((ref) => {
          const held = found.get(ref);
          return held && Math.abs(now - held.readAt) <= lifeMs ? [[ref, indexed(held)] as const] : [];
        }),
      );
      const others = codeRefs.filter((ref) => !hot.has(ref));
      const read = others.length > 0 ? await findInDatabase(tx, others) : new Map<CodeRef, IndexedRecord>();
      void keep(asHot(read, now));
      asked.inc({ from: 'cache' }, hot.size);
      asked.inc({ from: 'database' }, others.length);
      return new Map([...read, ...hot]);
    },
    superseded: (states) => cache.raise(new Map(states.map(({ codeRef, version }) => [codeRef, version]))),
    unsettled: (codeRefs) => cache.raise(new Map(codeRefs.map((codeRef) => [codeRef, ABOVE_ALL]))),
  };
};

/** The replicas' hot records, of a life in seconds; 0: each is read from the database. */
export const hotRecordsOf = (state: SharedState, seconds: number, clock: Clock): HotRecords => {
  const lifeMs = seconds * 1000;
  const cache =
    lifeMs > 0 ? state.cache<HotRecord>('record', { lifeMs, commitMs: COMMIT_MS }) : noCache<HotRecord>();
  return hotRecords({ cache, lifeMs, clock, metrics: state.metrics });
};
