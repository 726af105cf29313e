import type { Sql } from '@huren/events';
import type { CodeRef, Subject } from '@huren/standard';
import { reassessEach } from '../assessment/reassess-each.ts';
import { storeFacts } from '../facts/store-facts.ts';
import type { IssuerContext } from '../issuer-context.ts';
import { codesOfOtherRules } from './rules-changed.ts';
import type { AssessedBy } from './rules-changed.ts';

/** Codes that are assessed in one transaction. */
const BATCH = 100;

/** Codes that are looked up at a time: each look passes over those that were assessed not long ago. */
const LIST = 10_000;

type Listed = { readonly code_ref: CodeRef };

type Step<T extends Listed> = {
  readonly look: () => Promise<T[]>;
  /** Locks those of a batch that nobody has at hand, and that were not assessed since the look. */
  readonly claim: (tx: Sql, batch: readonly T[]) => Promise<Listed[]>;
  /** Before a batch is claimed. True: codes that the look did not know may be due by it. */
  readonly prepare?: (codeRefs: readonly CodeRef[]) => Promise<boolean>;
};

const refsOf = (codes: readonly Listed[]): CodeRef[] => codes.map(({ code_ref }) => code_ref);

/** Whether work goes on: asked between batches. */
type GoesOn = () => boolean;

/**
 * Works lists off until one is not full, others have all of it at hand, or it is broken off. Answers how many codes were
 * assessed.
 */
const workOff = async <T extends Listed>(
  context: IssuerContext,
  goesOn: GoesOn,
  { look, claim, prepare }: Step<T>,
): Promise<number> => {
  const assess = (batch: readonly T[]): Promise<number> =>
    context.database.transactions.run(async (tx) => {
      const claimed = refsOf(await claim(tx, batch));
      await reassessEach(tx, claimed, context);
      return claimed.length;
    });
  for (let total = 0; ;) {
    const [list, before] = [await look(), total];
    let isMore = list.length === LIST;
    for (let at = 0; at < list.length && goesOn(); at += BATCH) {
      const batch = list.slice(at, at + BATCH);
      if (await prepare?.(refsOf(batch))) isMore = true;
      total += await assess(batch);
    }
    if (!isMore || total === before || !goesOn()) return total;
  }
};

const claimOf = (condition: string): string => `
select code_ref from code where code_ref = any($1) and ${condition} order by code_ref for update skip locked`;

const DUE = 'select code_ref from code where next_change_at <= $1 order by next_change_at limit $2';
const CLAIM_DUE = claimOf('next_change_at <= $2');

/** Assesses anew the codes whose time has come: their event goes out with nobody asking. Answers how many. */
export const runTransitions = (context: IssuerContext, goesOn: GoesOn = () => true): Promise<number> => {
  // One moment for all: who came due while others were asked about would wait for another turn, unasked.
  const now = context.clock.now();
  return workOff<Listed>(context, goesOn, {
    look: () => context.database.sql.query<Listed>(DUE, [now, LIST]),
    claim: (tx, batch) => tx.query<Listed>(CLAIM_DUE, [refsOf(batch), now]),
    prepare: (codeRefs) => askAgain(context, codeRefs, now),
  });
};

const CLAIM_ASSESSED_BY = claimOf('rule_set = any($2) and failures = 0');

/** Assesses anew the codes whose issuer's rules have changed. Answers how many. */
const followRules = (context: IssuerContext, goesOn: GoesOn): Promise<number> =>
  workOff<AssessedBy>(context, goesOn, {
    look: () => codesOfOtherRules(context.database.sql, context, LIST),
    claim: (tx, batch) => {
      const ruleSets = new Set(batch.map(({ rule_set }) => rule_set));
      return tx.query<Listed>(CLAIM_ASSESSED_BY, [refsOf(batch), [...ruleSets]]);
    },
  });

/**
 * Asks the risk service again about those of a batch of whom it could not be asked when they applied. With an answer a
 * code is due, and so are others of its holder. Answers whether anybody was told of.
 */
const askAgain = async (
  context: IssuerContext,
  codeRefs: readonly CodeRef[],
  now: Date,
): Promise<boolean> => {
  const { sql, transactions } = context.database;
  const unasked = await sql.query<{ subject: Subject }>(
    `select subject from code where code_ref = any($1) and not facts_asked and next_change_at <= $2 order by code_ref`,
    [codeRefs, now],
  );
  let isTold = false;
  for (const { subject } of unasked) {
    const known = await context.askFacts(subject);
    if (!known) break;
    isTold = true;
    await transactions.run(async (tx) => {
      await storeFacts(tx, subject, known.version, known.facts);
      await tx.query(
        `update code set facts_asked = true, next_change_at = least(next_change_at, $2)
          where subject = $1 and not facts_asked`,
        [subject, now],
      );
    });
  }
  return isTold;
};

/** Runs transitions until none is due, and until every code is assessed by the rules in force, or it is broken off. */
export const runAllTransitions = async (
  context: IssuerContext,
  goesOn: GoesOn = () => true,
): Promise<number> => (await runTransitions(context, goesOn)) + (await followRules(context, goesOn));
