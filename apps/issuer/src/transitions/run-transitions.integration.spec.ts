import type { CodeRef } from '@huren/standard';
import { testDatabase } from '@huren/testing';
import type { TestDatabase } from '@huren/testing';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { issuerMigrations } from '../database/migrations.ts';
import type { AskFacts } from '../facts/ask-facts.ts';
import { applyInHubei, contextOf, nobody } from '../testing/hubei.ts';
import { reassessAll } from '../assessment/reassess.ts';
import { runAllTransitions, runTransitions } from './run-transitions.ts';
import { codesOfOtherRules } from './rules-changed.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ migrations: issuerMigrations });
});
afterAll(() => database.drop());

const APPLIED = Date.parse('2020-03-16T09:00:00+08:00');
const after = (seconds: number): Date => new Date(APPLIED + seconds * 1000);

const CONTACT = {
  kind: 'contact.close',
  issuer: '420000',
  evidence: 'investigation',
  observedAt: '2020-03-15T09:00:00+08:00',
} as const;
const contact: AskFacts = async () => ({ version: 1, facts: [{ id: 'a', reason: CONTACT }] });

let codeRef: CodeRef;

/** Somebody of whom the risk service could not be asked: it is asked again after a minute. */
beforeEach(async () => {
  await database.sql.query('truncate code, subject_facts cascade');
  codeRef = await database.transactions.run((tx) =>
    applyInHubei(
      tx,
      contextOf(database, () => after(0)),
    ),
  );
});

const code = async () => {
  const [row] = await database.sql.query<{
    facts_asked: boolean;
    next_change_at: Date;
    record: { colour: string };
  }>('select facts_asked, next_change_at, record from code where code_ref = $1', [codeRef]);
  return [row?.facts_asked, row?.next_change_at, row?.record.colour];
};

it('who comes due while others are asked about is not put off unasked', async () => {
  const moments = [after(59), after(61), after(61)];
  await runTransitions(contextOf(database, () => moments.shift() ?? after(61), contact));
  expect(await code()).toEqual([false, after(60), 'green']);
  await runTransitions(contextOf(database, () => after(62), contact));
  expect(await code()).toEqual([true, expect.any(Date), 'yellow']);
});

it('with an answer a code is assessed at once, though another process has put it off meanwhile', async () => {
  const asking: AskFacts = async (subject) => {
    await database.sql.query('update code set next_change_at = $1', [after(121)]);
    return contact(subject);
  };
  await runTransitions(contextOf(database, () => after(61), asking));
  expect(await code()).toEqual([true, expect.any(Date), 'yellow']);
});

it('without an answer it is asked about a minute later', async () => {
  await runTransitions(contextOf(database, () => after(61), nobody));
  expect(await code()).toEqual([false, after(121), 'green']);
});

const REST = `issuer, scheme, document_type, masked_name, masked_number, applied_at,
  facts_asked, record, version, next_change_at`;

/** So many others like the one who applied, assessed by an earlier version of the rules. */
const others = (count: number): Promise<CodeRef[]> =>
  database.sql
    .query<{ code_ref: CodeRef }>(
      `insert into code (code_ref, subject, rule_set, ${REST})
       select '420000.' || lpad(n::text, 26, '0'), lpad(n::text, 32, '0'), '420000.domestic@0', ${REST}
         from code, generate_series(1, $1) as n returning code_ref`,
      [count],
    )
    .then((rows) => rows.map(({ code_ref }) => code_ref));

const followed = async (): Promise<number> => {
  const [row] = await database.sql.query<{ n: number }>(
    `select count(*)::int as n from code where rule_set <> '420000.domestic@0'`,
  );
  return row?.n ?? 0;
};

const following = () => {
  const context = contextOf(database, () => after(1));
  const knowledge = { ...context.knowledge, heardRuleSets: () => ['420000.domestic@0'] };
  return Object.assign(context, { knowledge, hosted: new Set(['420000']) });
};

it('many codes take as many statements as one', async () => {
  const codeRefs = await others(30);
  const counted = (refs: readonly CodeRef[]): Promise<number> =>
    database.transactions.run(async (tx) => {
      let count = 0;
      const query = (text: string, params?: unknown[]) => ((count += 1), tx.query(text, params));
      const states = await reassessAll({ ...tx, query } as typeof tx, refs, following());
      expect([...states.keys()].toSorted()).toEqual(refs.toSorted());
      return count;
    });
  expect(await counted(codeRefs.slice(1))).toBe(await counted(codeRefs.slice(0, 1)));
  expect(await followed()).toBe(31);
});

it('codes that another process has at hand keep this one from no others whose rules have changed', async () => {
  await others(150);
  const context = following();
  await database.transactions.run(async (tx) => {
    const first = await codesOfOtherRules(tx, context, 100);
    const codeRefs = first.map(({ code_ref }) => code_ref);
    await tx.query('select from code where code_ref = any($1) for update', [codeRefs]);
    await runAllTransitions(context);
    expect(await followed()).toBe(51);
  });
  await runAllTransitions(context);
  expect(await followed()).toBe(151);
});

it('a service that stops on such a morning waits for a batch of codes, not for all of them', async () => {
  await others(250);
  await runAllTransitions(following(), () => false);
  expect(await followed()).toBe(1);
  let asked = 0;
  await runAllTransitions(following(), () => (asked += 1) <= 1);
  expect(await followed()).toBe(101);
});

it('who is found out about comes due with every code of theirs', async () => {
  const [other] = await others(1);
  await database.sql.query(
    `update code set issuer = '330000', next_change_at = $3,
            subject = (select subject from code where code_ref = $1) where code_ref = $2`,
    [codeRef, other, after(3600)],
  );
  await runTransitions(contextOf(database, () => after(61), contact));
  const rows = await database.sql.query<{ asked: boolean; due: boolean }>(
    'select facts_asked as asked, next_change_at <= $1 as due from code',
    [after(61)],
  );
  expect(rows).toEqual([
    { asked: true, due: false },
    { asked: true, due: false },
  ]);
});
