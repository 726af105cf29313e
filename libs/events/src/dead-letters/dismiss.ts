import type { Contracts } from '../contracts/registry.ts';
import type { Sql, Transactions } from '../port/sql.ts';
import { keepDismissed, type Dismissal } from './dismissed.ts';
import { judged, toldOf, type JudgedLetter } from './judged.ts';
import type { Letter } from './letter.ts';
import { tryLockConsumer } from './locks.ts';
import { START, selectLetters, type LetterPlace, type LetterSelection, type LettersRead } from './select.ts';

/** A letter that is dismissed, as its dismissal answers it. */
export type Dismissed = Pick<Letter, 'id' | 'consumer' | 'topic' | 'partition' | 'offset' | 'key' | 'state'>;

export interface DismissOptions extends Dismissal {
  /** Only tells what would go: nothing is removed. */
  dryRun?: boolean;
  /** Only what was put until then, as `momentIn` tells it. */
  until: string;
  /** `next` of the step before. */
  after?: LetterPlace | undefined;
}

/** Letters that went in one step. `next`: there may be more; without letters, for a replay is at work. */
export interface DismissStep {
  letters: Dismissed[];
  next: LetterPlace | null;
}

/** Letters that are looked at in one step. */
export const STEP = 500;

const REMOVE = `
with gone as (delete from dead_letter where id = any($1::uuid[]) returning id) select id from gone`;

const dismissedOf = (letter: JudgedLetter): Dismissed => {
  const { id, consumer, topic, partition, offset, state } = letter;
  return { id, consumer, topic, partition, offset, key: toldOf(letter).key, state };
};

/** @param read letters that were looked at @param gone those of them that went */
export const stepOf = ({ next }: LettersRead, gone: readonly JudgedLetter[]): DismissStep => ({
  letters: gone.map(dismissedOf),
  next,
});

type Parts = { transactions: Transactions; consumer: string; contracts: Contracts };

/** Removes those of the letters that were not superseded meanwhile, and keeps a trace of each. */
const takeOut = async (tx: Sql, letters: readonly JudgedLetter[], by: Dismissal): Promise<JudgedLetter[]> => {
  const rows = await tx.query<{ id: string }>(REMOVE, [letters.map(({ id }) => id)]);
  const ids = new Set(rows.map(({ id }) => id));
  const gone = letters.filter(({ id }) => ids.has(id));
  await keepDismissed(tx, gone, { ...by, keeper: 'database' });
  return gone;
};

/**
 * Removes the next of a consumer's letters for good, those that are chosen, and no other: what is parked behind one of
 * them stays, and is replayed from then on without it. A replay of any of them comes before or after: while one is at
 * work nothing is removed.
 */
export const dismissLetters = (
  selection: LetterSelection,
  { transactions, consumer, contracts, dryRun = false, until, after = START, ...by }: DismissOptions & Parts,
): Promise<DismissStep> =>
  transactions.run(async (tx) => {
    if (!dryRun && !(await tryLockConsumer(tx, consumer))) return { letters: [], next: after };
    const read = await selectLetters(tx, consumer, selection, { after, limit: STEP, begun: until });
    const letters = judged(contracts, read.letters);
    return stepOf(read, dryRun ? letters : await takeOut(tx, letters, by));
  });
