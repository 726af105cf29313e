import { RISK_LEVELS, compareColours, isRelief } from '@huren/standard';
import type { Colour, Reason, RiskLevel } from '@huren/standard';
import { kindsOf } from './construct.ts';
import type { ReasonTemplate } from './construct.ts';
import { valueOf } from './constructs/writing.ts';
import type { DialectDocument } from './dialect.ts';

const rankOf = (level: unknown): number => RISK_LEVELS.indexOf(level as RiskLevel);

/** Whether a reason is at least what a meaning says: what it leaves open, and where it was, do not matter. */
const amountsTo = (reason: Reason, { kind, level, result, status, symptoms }: ReasonTemplate): boolean =>
  reason.kind === kind &&
  (level === undefined || rankOf(valueOf(reason, 'level')) >= rankOf(level)) &&
  (result === undefined || valueOf(reason, 'result') === result) &&
  (status === undefined || valueOf(reason, 'status') === status) &&
  (reason.kind !== 'symptom' ||
    !Array.isArray(symptoms) ||
    reason.symptoms.some((one) => symptoms.includes(one)));

/** Adverse enough to colour a code: a stay at low risk is a place, no cause. */
const isCause = (reason: Reason): boolean =>
  !isRelief(reason) && !(reason.kind === 'exposure.area' && reason.level === 'low');

/**
 * Whether the reasons stated account for a colour: one of them is a reason for this colour or a stricter one; or
 * one is a cause, and nothing that the colour may mean could have gone unsaid. Else it is a bare colour.
 */
export const isExplained = (
  { reasons: constructs = [], meanings }: DialectDocument,
  colour: Colour,
  reasons: readonly Reason[],
): boolean => {
  if (colour === 'green') return true;
  const meant = Object.entries(meanings)
    .filter(([one]) => compareColours(one as Colour, colour) >= 0)
    .flatMap(([, sets]) => sets.flat());
  if (reasons.some((reason) => meant.some((template) => amountsTo(reason, template)))) return true;
  const sayable = new Set(constructs.flatMap(kindsOf));
  const own = (meanings[colour] ?? []).flat();
  return reasons.some(isCause) && own.every(({ kind }) => sayable.has(kind));
};
