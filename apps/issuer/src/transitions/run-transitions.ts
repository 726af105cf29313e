import type { CodeRef } from '@huren/standard';
import type { Subject } from '@huren/standard';
import { reassessEach } from '../assessment/reassess-each.ts';
import { storeFacts } from '../facts/store-facts.ts';
import type { IssuerContext } from '../issuer-context.ts';

const BATCH = 100;

type Due = { code_ref: CodeRef; subject: Subject; facts_asked: boolean };

/** Assesses anew the codes whose time has come: their event goes out with nobody asking. Answers how many. */
export const runTransitions = async (context: IssuerContext): Promise<number> => {
  await askAgain(context);
  return context.database.transactions.run(async (tx) => {
    const due = await tx.query<Due>(
      `select code_ref, subject, facts_asked from code where next_change_at <= $1
        order by next_change_at limit $2 for update skip locked`,
      [context.clock.now(), BATCH],
    );
    const codeRefs = due.map(({ code_ref }) => code_ref);
    await reassessEach(tx, codeRefs, context);
    return due.length;
  });
};

/** Asks the risk service again about holders of whom it could not be asked when they applied. */
const askAgain = async (context: IssuerContext): Promise<void> => {
  const { sql, transactions } = context.database;
  const unasked = await sql.query<Due>(
    'select code_ref, subject, facts_asked from code where not facts_asked and next_change_at <= $1 limit $2',
    [context.clock.now(), BATCH],
  );
  for (const { subject } of unasked) {
    const known = await context.askFacts(subject);
    if (!known) return;
    await transactions.run(async (tx) => {
      await storeFacts(tx, subject, known.version, known.facts);
      await tx.query('update code set facts_asked = true where subject = $1', [subject]);
    });
  }
};

/** Runs transitions until none is due. */
export const runAllTransitions = async (context: IssuerContext): Promise<number> => {
  let total = 0;
  for (let done = BATCH; done === BATCH; total += done) done = await runTransitions(context);
  return total;
};
