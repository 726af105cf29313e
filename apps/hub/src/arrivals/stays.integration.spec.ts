import { setTimeout as delay } from 'node:timers/promises';
import { testDatabase } from '@huren/testing';
import type { TestDatabase } from '@huren/testing';
import { decideWithTrace } from '@huren/recognition';
import type { CodeRef, HealthCodeRecord } from '@huren/standard';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { hubMigrations } from '../database/migrations.ts';
import { federationKeys, federationKnowledge, noCache } from '@huren/platform';
import { Registry } from 'prom-client';
import type { HubContext } from '../hub-context.ts';
import { foundMembers } from '../members/member-paths.ts';
import { hotRecords } from '../record-index/hot-records.ts';
import { postgresRecordIndex } from '../record-index/record-index.postgres.ts';
import { takeStates } from '../record-index/take-states.ts';
import { declareArrival } from './declare-arrival.ts';
import { endStays } from './end-stays.ts';

const LONG_AGO = new Date('2020-03-01T00:00:00Z');
const DECLARED = new Date('2020-03-10T00:00:00Z');
const ENDED = new Date('2020-03-20T00:00:00Z');
const NOW = new Date('2020-03-21T00:00:00Z');
const LATER = new Date('2020-04-20T00:00:00Z');

const refOf = (n: number): CodeRef => `420000.${String(n).padStart(26, '0')}`;

const record = (codeRef: CodeRef): HealthCodeRecord => ({
  standard: '1.0',
  codeRef,
  issuer: '420000',
  scheme: 'domestic',
  subject: '0123456789abcdefghjkmnpqrstvwxyz' as HealthCodeRecord['subject'],
  colour: 'green',
  covers: [],
  reasons: [],
  issuedAt: '2020-03-01T08:00:00+08:00',
  validUntil: '2020-05-01T08:00:00+08:00',
  version: 1,
});

let database: TestDatabase;

const keys = federationKeys(new Uint8Array(32));

/** What one replica of the hub is given; `beforeCommit` holds its transactions open. */
const replica = (beforeCommit: () => Promise<void> = async () => undefined): HubContext => ({
  clock: { now: () => NOW },
  keys,
  knowledge: federationKnowledge(keys.registrar),
  records: hotRecords({ cache: noCache(), lifeMs: 0, clock: { now: () => NOW }, metrics: new Registry() }),
  handles: { scanned: () => undefined },
  decide: decideWithTrace,
  knowledgeCompleteAt: () => null,
  isCaughtUp: () => true,
  services: () => [],
  database: {
    ...database,
    transactions: {
      run: (work) =>
        database.transactions.run(async (tx) => {
          const answer = await work(tx);
          await beforeCommit();
          return answer;
        }),
    },
  },
});

type Shared = { codeRef: CodeRef; version: number; erased?: true };

const published = async (): Promise<Shared[]> =>
  (await database.sql.query<{ data: Shared }>(`select event -> 'data' as data from outbox order by seq`)).map(
    ({ data }) => data,
  );

const clock = { now: () => DECLARED };

const stay = (codeRef: CodeRef, until: Date, { database: { transactions } } = replica()) =>
  transactions.run((tx) =>
    declareArrival(tx, { codeRef, destination: '330106', from: LONG_AGO, until }, { clock }),
  );

/** Does one thing up to its commit, begins another that must wait for it, and lets both end. */
const overlapping = async (first: (hub: HubContext) => Promise<unknown>, second: () => Promise<unknown>) => {
  const [worked, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const held = first(
    replica(() => {
      worked.resolve();
      return go.promise;
    }),
  );
  await worked.promise;
  const waiting = second();
  await somebodyWaits().finally(go.resolve);
  await Promise.all([held, waiting]);
};

const somebodyWaits = async (): Promise<void> => {
  const deadline = performance.now() + 10_000;
  const waiting = () =>
    database.sql.query(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
  while ((await waiting()).length === 0) {
    if (performance.now() > deadline) throw new Error('nobody waits');
    await delay(10);
  }
};

beforeAll(async () => {
  database = await testDatabase({ migrations: hubMigrations });
  await database.transactions.run((tx) => foundMembers(tx, LONG_AGO));
});

afterAll(() => database.drop());

beforeEach(async () => {
  await database.sql.query('truncate arrival, share, outbox, code_record');
});

const know = (codeRefs: readonly CodeRef[]) =>
  database.transactions.run((tx) => postgresRecordIndex(tx).apply(codeRefs.map(record)));

describe('stays that are over, with several replicas of the hub', () => {
  it('end once, and each sharing with them once, whichever replica is faster', async () => {
    const codeRefs = Array.from({ length: 40 }, (_, n) => refOf(n));
    await know(codeRefs);
    for (const codeRef of codeRefs) for (const until of [ENDED, ENDED]) await stay(codeRef, until);
    const ended = await Promise.all([endStays(replica()), endStays(replica()), endStays(replica())]);
    expect(ended.reduce((sum, one) => sum + one)).toBe(80);
    const erased = (await published()).filter((one) => one.erased);
    expect(erased.map(({ codeRef }) => codeRef).sort()).toEqual(codeRefs);
    expect(new Set(erased.map(({ version }) => version))).toEqual(new Set([3]));
  });

  it('leave a stay alone that is declared meanwhile: what is shared for it is newer', async () => {
    const codeRef = refOf(1);
    await know([codeRef]);
    await stay(codeRef, ENDED);
    await overlapping(endStays, () => stay(codeRef, LATER));
    expect(await published()).toMatchObject([
      { version: 1, record: { codeRef } },
      { version: 2, erased: true },
      { version: 3, record: { codeRef } },
    ]);
  });
});

describe('a stay that is declared', () => {
  it('at the same time as another is shared with the end of the later', async () => {
    const codeRef = refOf(2);
    await know([codeRef]);
    await overlapping(
      (hub) => stay(codeRef, LATER, hub),
      () => stay(codeRef, ENDED),
    );
    const until = '2020-04-20T08:00:00+08:00';
    expect(await published()).toMatchObject([
      { version: 1, until },
      { version: 2, until },
    ]);
  });

  it('while the record changes is shared with the record that it has come to be', async () => {
    const codeRef = refOf(3);
    await know([codeRef]);
    await overlapping(
      (hub) => stay(codeRef, LATER, hub),
      () =>
        database.transactions.run((tx) => takeStates(tx, [{ ...record(codeRef), version: 2 }], replica())),
    );
    expect(await published()).toMatchObject([
      { version: 1, record: { version: 1 } },
      { version: 2, record: { version: 2 } },
    ]);
  });
});
