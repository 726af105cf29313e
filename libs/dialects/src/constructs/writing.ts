import type { Reason, ReasonKind } from '@huren/standard';
import type { ReasonTemplate } from '../construct.ts';

/** Whether it may be said of kinds that nothing was found. */
export type Looked = (kinds: readonly ReasonKind[]) => boolean;

const valueOf = (reason: Reason, name: string): unknown =>
  (reason as unknown as Record<string, unknown>)[name];

export const isMatch = (reason: Reason, template: ReasonTemplate): boolean =>
  Object.entries(template).every(
    ([name, value]) => JSON.stringify(valueOf(reason, name)) === JSON.stringify(value),
  );

/** The latest of some reasons. */
export const latest = (reasons: readonly Reason[]): Reason | undefined =>
  [...reasons].sort((a, b) => Date.parse(b.observedAt) - Date.parse(a.observedAt))[0];

/** For each template the latest reason that it says. */
export const takenBy = (templates: readonly ReasonTemplate[], reasons: readonly Reason[]): Reason[] =>
  templates.flatMap((template) => latest(reasons.filter((reason) => isMatch(reason, template))) ?? []);

/** The code of a value. */
export const codeOf = (codes: Readonly<Record<string, unknown>>, value: unknown): string | undefined =>
  Object.keys(codes).find((code) => JSON.stringify(codes[code]) === JSON.stringify(value));

export { valueOf };
