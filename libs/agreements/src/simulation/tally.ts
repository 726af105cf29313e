import type { PresentedRecord, Question } from '@huren/recognition';
import { provinceOf } from '@huren/standard';
import type { DivisionCode } from '@huren/standard';
import { isSameOutcome, outcomeKind } from './outcome.ts';
import type { Outcome, OutcomeKind } from './outcome.ts';
import type { RecordedCase, Simulator } from './simulator.ts';

/** A case that changes, by which it can be looked up; nothing of whom it is about. */
export type Example = {
  readonly decisionId: string;
  readonly at: string;
  readonly issuer: DivisionCode;
  readonly destination: DivisionCode;
  readonly purpose: Question['purpose'];
  readonly reasons: readonly string[];
};

type Changed = { readonly from: OutcomeKind; readonly to: OutcomeKind; count: number; examples: Example[] };

/** How many cases were looked at, how many of them the draft could change, and what changed. */
export type Tally = {
  examined: number;
  touched: number;
  changed: number;
  readonly changes: Map<string, Changed>;
  /** By `issuer>province of the destination`. */
  readonly routes: Map<string, number>;
  /** By the kind of reason that the record states; `none`, or `bare_colour`. */
  readonly reasons: Map<string, number>;
};

const EXAMPLES = 3;

export const emptyTally = (): Tally => ({
  ...{ examined: 0, touched: 0, changed: 0 },
  ...{ changes: new Map(), routes: new Map(), reasons: new Map() },
});

const reasonsOf = ({ reasons }: PresentedRecord): readonly string[] => {
  if (!reasons) return ['bare_colour'];
  return reasons.length === 0 ? ['none'] : [...new Set(reasons.map(({ kind }) => kind))].sort();
};

const more = (counts: Map<string, number>, key: string, by: number): void =>
  void counts.set(key, (counts.get(key) ?? 0) + by);

const isBefore = (a: Example, b: Example): boolean =>
  a.at === b.at ? a.decisionId < b.decisionId : a.at < b.at;

/** The first of all; of a nation's hardly one is. */
const firstOf = (examples: Example[], others: readonly Example[]): Example[] => {
  const last = examples[EXAMPLES - 1];
  const earlier = last ? others.filter((other) => isBefore(other, last)) : others;
  if (earlier.length === 0) return examples;
  return [...examples, ...earlier].sort((a, b) => (isBefore(a, b) ? -1 : 1)).slice(0, EXAMPLES);
};

const keyOf = ({ result, colour, measure, days, fault }: OutcomeKind): string =>
  `${result} ${colour} ${measure} ${days} ${fault}`;

const noteChange = (tally: Tally, { from, to, count, examples }: Changed): void => {
  const key = `${keyOf(from)} > ${keyOf(to)}`;
  const known = tally.changes.get(key) ?? { from, to, count: 0, examples: [] };
  known.count += count;
  known.examples = firstOf(known.examples, examples);
  tally.changes.set(key, known);
};

const noteCase = (tally: Tally, { question, outcome }: RecordedCase, now: Outcome): void => {
  const { presented, decisionId, at, destination, purpose } = question;
  if (presented.kind === 'failed') return;
  const { issuer } = presented.record;
  const reasons = reasonsOf(presented.record);
  tally.changed += 1;
  const examples = [{ decisionId, at, issuer, destination, purpose, reasons }];
  noteChange(tally, { from: outcomeKind(outcome, at), to: outcomeKind(now, at), count: 1, examples });
  more(tally.routes, `${issuer}>${provinceOf(destination)}`, 1);
  for (const reason of reasons) more(tally.reasons, reason, 1);
};

/** Looks at one more case, and decides it again where the draft could change it. */
export const tallyCase = (tally: Tally, simulator: Simulator, given: RecordedCase): void => {
  tally.examined += 1;
  if (!simulator.mayTouch(given)) return;
  tally.touched += 1;
  const now = simulator.outcomeOf(given);
  if (!isSameOutcome(given.outcome, now)) noteCase(tally, given, now);
};

/** Adds one tally to another. In whatever order they are added, the sum is the same. */
export const addTally = (sum: Tally, other: Tally): Tally => {
  sum.examined += other.examined;
  sum.touched += other.touched;
  sum.changed += other.changed;
  for (const change of other.changes.values()) noteChange(sum, change);
  for (const [key, count] of other.routes) more(sum.routes, key, count);
  for (const [key, count] of other.reasons) more(sum.reasons, key, count);
  return sum;
};
