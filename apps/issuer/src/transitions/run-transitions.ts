import type { Sql } from '@huren/events';
import type { CodeRef, Subject } from '@huren/standard';
import { reassessEach } from '../assessment/reassess-each.ts';
import { storeFacts } from '../facts/store-facts.ts';
import type { IssuerContext } from '../issuer-context.ts';
import { codesOfOtherRules } from './rules-changed.ts';

const BATCH = 100;

type Due = { code_ref: CodeRef; subject: Subject; facts_asked: boolean };

/** Assesses anew the codes whose time has come: their event goes out with nobody asking. Answers how many. */
export const runTransitions = async (context: IssuerContext): Promise<number> => {
  // One moment for both: who came due while others were asked about would wait for another turn, unasked.
  const now = context.clock.now();
  await askAgain(context, now);
  return context.database.transactions.run(async (tx) => {
    const due = await tx.query<Due>(
      `select code_ref, subject, facts_asked from code where next_change_at <= $1
        order by next_change_at, code_ref limit $2 for update skip locked`,
      [now, BATCH],
    );
    return assessAll(tx, due, context);
  });
};

/** Assesses anew the codes whose issuer's rules have changed. Answers how many. */
const followRules = (context: IssuerContext): Promise<number> =>
  context.database.transactions.run(async (tx) => {
    const codeRefs = await codesOfOtherRules(tx, context, BATCH);
    if (codeRefs.length === 0) return 0;
    const claimed = await tx.query<Pick<Due, 'code_ref'>>(
      'select code_ref from code where code_ref = any($1) order by code_ref for update skip locked',
      [codeRefs],
    );
    return assessAll(tx, claimed, context);
  });

const assessAll = async (
  tx: Sql,
  due: readonly Pick<Due, 'code_ref'>[],
  context: IssuerContext,
): Promise<number> => {
  await reassessEach(
    tx,
    due.map(({ code_ref }) => code_ref),
    context,
  );
  return due.length;
};

/** Asks the risk service again about holders of whom it could not be asked when they applied. With an answer a code is due. */
const askAgain = async (context: IssuerContext, now: Date): Promise<void> => {
  const { sql, transactions } = context.database;
  const unasked = await sql.query<Due>(
    `select code_ref, subject, facts_asked from code where not facts_asked and next_change_at <= $1
      order by next_change_at, code_ref limit $2`,
    [now, BATCH],
  );
  for (const { subject } of unasked) {
    const known = await context.askFacts(subject);
    if (!known) return;
    await transactions.run(async (tx) => {
      await storeFacts(tx, subject, known.version, known.facts);
      await tx.query(
        `update code set facts_asked = true, next_change_at = least(next_change_at, $2)
          where subject = $1 and not facts_asked`,
        [subject, now],
      );
    });
  }
};

/** Answers how many a step did in all, done again until it has no full batch left. */
const repeat = async (step: () => Promise<number>): Promise<number> => {
  let total = 0;
  for (let done = BATCH; done === BATCH; total += done) done = await step();
  return total;
};

/** Runs transitions until none is due, and until every code is assessed by the rules in force. */
export const runAllTransitions = async (context: IssuerContext): Promise<number> =>
  (await repeat(() => runTransitions(context))) + (await repeat(() => followRules(context)));
