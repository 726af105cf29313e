import type { Knowledge } from '@huren/recognition';
import { foundingRuleSets, ruleSetIndex } from '@huren/recognition';
import { findIssuer } from '@huren/standard';
import type { CodeRef, Issuer } from '@huren/standard';
import { testDatabase } from '@huren/testing';
import type { TestDatabase } from '@huren/testing';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { apply, checkApplication } from '../applications/apply.ts';
import { issuerMigrations } from '../database/migrations.ts';
import type { AskFacts } from '../facts/ask-facts.ts';
import type { IssuerContext } from '../issuer-context.ts';
import { runTransitions } from './run-transitions.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ migrations: issuerMigrations });
});
afterAll(() => database.drop());

const hubei = findIssuer('420000') as Issuer;
const APPLIED = Date.parse('2020-03-16T09:00:00+08:00');
const after = (seconds: number): Date => new Date(APPLIED + seconds * 1000);
const ruleSets: Knowledge['ruleSets'] = ruleSetIndex(foundingRuleSets);

const contextOf = (now: () => Date, askFacts: AskFacts): IssuerContext =>
  ({
    database,
    clock: { now },
    knowledge: { ruleSets: () => ruleSets },
    askFacts,
    isCaughtUp: () => true,
    logger: { error: () => undefined },
  }) as unknown as IssuerContext;

const CONTACT = {
  kind: 'contact.close',
  issuer: '420000',
  evidence: 'investigation',
  observedAt: '2020-03-15T09:00:00+08:00',
} as const;
const nobody: AskFacts = async () => undefined;
const contact: AskFacts = async () => ({ version: 1, facts: [{ id: 'a', reason: CONTACT }] });

let codeRef: CodeRef;

/** Somebody of whom the risk service could not be asked: it is asked again after a minute. */
beforeEach(async () => {
  await database.sql.query('truncate code, subject_facts cascade');
  const document = { type: 'resident_id', number: '421002198001010015', name: '试1' };
  const given = { channel: 'ehuiban_app', document, consent: { version: '2020-02' } };
  const health = { temperatureTenths: 366, symptoms: [], closeContact: false };
  const checked = checkApplication(hubei, { ...given, health }, Buffer.alloc(32, 1));
  if (!checked.ok) throw new Error(JSON.stringify(checked.error));
  const context = contextOf(() => after(0), nobody);
  const applied = await database.transactions.run((tx) =>
    apply(tx, hubei, checked.application, undefined, context),
  );
  codeRef = applied.record.codeRef;
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
  await runTransitions(contextOf(() => moments.shift() ?? after(61), contact));
  expect(await code()).toEqual([false, after(60), 'green']);
  await runTransitions(contextOf(() => after(62), contact));
  expect(await code()).toEqual([true, expect.any(Date), 'yellow']);
});

it('with an answer a code is assessed at once, though another process has put it off meanwhile', async () => {
  const asking: AskFacts = async (subject) => {
    await database.sql.query('update code set next_change_at = $1', [after(121)]);
    return contact(subject);
  };
  await runTransitions(contextOf(() => after(61), asking));
  expect(await code()).toEqual([true, expect.any(Date), 'yellow']);
});

it('without an answer it is asked about a minute later', async () => {
  await runTransitions(contextOf(() => after(61), nobody));
  expect(await code()).toEqual([false, after(121), 'green']);
});
