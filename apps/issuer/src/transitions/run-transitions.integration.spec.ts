import type { CodeRef } from '@huren/standard';
import { testDatabase } from '@huren/testing';
import type { TestDatabase } from '@huren/testing';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { issuerMigrations } from '../database/migrations.ts';
import type { AskFacts } from '../facts/ask-facts.ts';
import { applyInHubei, contextOf, nobody } from '../testing/hubei.ts';
import { runTransitions } from './run-transitions.ts';

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
