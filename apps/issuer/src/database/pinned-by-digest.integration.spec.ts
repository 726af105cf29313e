import { replayDecision } from '@huren/platform';
import { decideWithTrace, foundingAgreements, foundingRuleSets, knowledgeOf } from '@huren/recognition';
import type { Question, Used } from '@huren/recognition';
import { testDatabase } from '@huren/testing';
import type { TestDatabase } from '@huren/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { PinnedByDigest2026112814 } from './2026112814-pinned-by-digest.migration.ts';
import { issuerMigrations } from './migrations.ts';

let database: TestDatabase;

beforeAll(async () => {
  const migrations = issuerMigrations.slice(0, issuerMigrations.indexOf(PinnedByDigest2026112814));
  database = await testDatabase({ migrations });
});
afterAll(() => database.drop());

const question: Question = {
  decisionId: 'before',
  at: '2020-03-18T09:00:00+08:00',
  destination: '330106',
  purpose: 'entry',
  mode: 'showing',
  presented: {
    kind: 'record',
    record: {
      issuer: '420000',
      scheme: 'domestic',
      colour: 'green',
      covers: ['contact.close'],
      reasons: [],
      issuedAt: '2020-03-16T09:00:00+08:00',
      validUntil: '2020-04-15T09:00:00+08:00',
      version: 1,
    },
    verified: 'signature',
    observedAt: '2020-03-18T09:00:00+08:00',
    ageSeconds: 0,
  },
};

const documents = {
  agreement: foundingAgreements.find(({ id }) => id === 'hangzhou-hubei') ?? null,
  ruleSet: foundingRuleSets.find(({ id }) => id === '330100.domestic') ?? null,
};

const given = knowledgeOf({
  ...documents,
  levels: { version: '1', entries: [] },
  riskAgeSeconds: 0,
  path: 1,
  meanings: null,
  later: [{ at: '2020-03-20T00:00:00+08:00', ...documents, agreement: null }],
});

const keptRow = async () => {
  const [row] = await database.sql.query<{ question: Question; used: Used }>(
    `select * from decision where decision_id = 'before'`,
  );
  return row;
};

it('decisions of before are pinned by digest, come out the same, and can be taken back', async () => {
  const { decision, used } = decideWithTrace(question, given);
  expect(used).toMatchObject({ ...documents, later: [{ agreement: null, ruleSet: documents.ruleSet }] });
  await database.sql.query(
    'insert into decision (decision_id, issuer, decided_at, body, question, used) values ($1, $2, $3, $4, $5, $6)',
    [
      'before',
      '330000',
      decision.at,
      JSON.stringify(decision),
      JSON.stringify(question),
      JSON.stringify(used),
    ],
  );
  await database.sql.query(
    `insert into decision (decision_id, issuer, decided_at, digest, erased_at) values ('gone', '330000', now(), 'x', now())`,
  );
  const before = await keptRow();
  const migration = new PinnedByDigest2026112814();
  const runner = database.dataSource.createQueryRunner();
  await migration.up(runner);
  expect(await database.sql.query('select kind from artefact order by kind')).toEqual([
    { kind: 'agreement' },
    { kind: 'rule_set' },
  ]);
  expect(await replayDecision(database.sql, 'before', '330000')).toMatchObject({
    identical: true,
    engine: { then: decision.engine, now: decision.engine },
  });
  await migration.down(runner);
  await runner.release();
  expect(await keptRow()).toEqual({ ...before, used: { ...before?.used, facts: [] } });
});
