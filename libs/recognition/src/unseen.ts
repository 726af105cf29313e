import { REASON_KINDS } from '@huren/standard';
import type { ReasonKind } from '@huren/standard';
import { OCCURRENCE_NAMES, isReliefPath } from './fact-document.ts';
import { remembering } from './timeline.ts';

/** What a record does not say: paths of the fact document, and the occurrences below them. */
export type Unseen = {
  /** As one text, which is another where anything else is not said. */
  readonly names: string;
  readonly paths: readonly string[];
  readonly occurrences: ReadonlySet<string>;
};

/** Names under which reasons of a kind may stand, where they are not all below the kind's own name. */
const PARTS: Partial<Record<ReasonKind, readonly string[]>> = {
  'test.nucleic': ['test.nucleic.negative', 'test.nucleic.positive'],
  isolation: ['isolation.ordered', 'isolation.in_progress', 'isolation.completed'],
};

const expanded = (names: readonly string[]): Unseen => ({
  names: names.join(),
  paths: names.map((name) => `facts.${name}`),
  occurrences: new Set(
    [...OCCURRENCE_NAMES].filter((occurrence) =>
      names.some((name) => occurrence === name || occurrence.startsWith(`${name}.`)),
    ),
  ),
});

const MOST_REMEMBERED = 1000;
const known = remembering<Unseen>(MOST_REMEMBERED);

/** Issuers cover the same kinds again and again: one object for each combination, worked out once. */
const interned = (names: readonly string[]): Unseen => known(names.join(), () => expanded(names));

/**
 * Of a kind that a record does not cover nothing is known but the reasons it states: there may be more of
 * it, or a more recent one. Relief that is stated is known.
 */
export const unseenBy = (covers: readonly ReasonKind[], stated: ReadonlyMap<string, unknown>): Unseen =>
  interned(
    REASON_KINDS.filter((kind) => !covers.includes(kind))
      .flatMap((kind) => PARTS[kind] ?? [kind])
      .filter((name) => !(stated.has(name) && isReliefPath(`facts.${name}`))),
  );
