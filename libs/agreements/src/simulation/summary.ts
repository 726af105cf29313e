import type { DivisionCode } from '@huren/standard';
import type { OutcomeKind } from './outcome.ts';
import type { Example, Tally } from './tally.ts';

/** A tally as a JSON value: what is most often first. */
export type Summary = {
  readonly examined: number;
  readonly touched: number;
  readonly changed: number;
  readonly changes: readonly {
    readonly from: OutcomeKind;
    readonly to: OutcomeKind;
    readonly count: number;
    readonly examples: readonly Example[];
  }[];
  readonly routes: readonly {
    readonly issuer: DivisionCode;
    readonly destination: DivisionCode;
    readonly count: number;
  }[];
  readonly reasons: readonly { readonly kind: string; readonly count: number }[];
};

const inOrder = <T>(counts: ReadonlyMap<string, T>, countOf: (one: T) => number): [string, T][] =>
  [...counts].sort(([a, one], [b, other]) => countOf(other) - countOf(one) || (a < b ? -1 : 1));

export const summaryOf = ({ examined, touched, changed, ...tally }: Tally): Summary => ({
  examined,
  touched,
  changed,
  changes: inOrder(tally.changes, ({ count }) => count).map(([, change]) => change),
  routes: inOrder(tally.routes, Number).map(([key, count]) => {
    const [issuer, destination] = key.split('>') as [DivisionCode, DivisionCode];
    return { issuer, destination, count };
  }),
  reasons: inOrder(tally.reasons, Number).map(([kind, count]) => ({ kind, count })),
});
