import type { Reason } from '@huren/standard';
import { colour } from './colouring.ts';
import { isReliefPath } from './fact-document.ts';
import { factsOf, occurrencesOf, reasonsInForce } from './facts.ts';
import type { Assessed, FactContext } from './facts.ts';
import type { CompiledRuleSet } from './rule-set-admission.ts';

/** Sets of reasons each of which is enough for a result, whatever becomes of the others. */
export type SufficientSets = {
  readonly sets: readonly (readonly Reason[])[];
  /** False where there were too many reasons to name every set: then one stands for all. */
  readonly complete: boolean;
};

/** More reasons of one sort are not gone through in every combination. */
const MOST = 10;

type IsEnough = (kept: readonly Reason[]) => boolean;

const subsetsBySize = (reasons: readonly Reason[]): Reason[][] =>
  Array.from({ length: 2 ** reasons.length }, (_, mask) => reasons.filter((__, at) => (mask >> at) & 1)).sort(
    (a, b) => a.length - b.length,
  );

/** One minimal set, by leaving out whatever can be. */
const oneOf = (reasons: readonly Reason[], isEnough: IsEnough): readonly Reason[] =>
  reasons.reduce<readonly Reason[]>((kept, reason) => {
    const without = kept.filter((other) => other !== reason);
    return isEnough(without) ? without : kept;
  }, reasons);

/** The minimal sets that are enough; what contains one of them is too. */
const minimal = (reasons: readonly Reason[], isEnough: IsEnough): readonly (readonly Reason[])[] => {
  if (reasons.length > MOST) return [oneOf(reasons, isEnough)];
  const found: Reason[][] = [];
  for (const subset of subsetsBySize(reasons)) {
    const isCovered = found.some((set) => set.every((reason) => subset.includes(reason)));
    if (!isCovered && isEnough(subset)) found.push(subset);
  }
  return found;
};

/**
 * The minimal sets of reasons that give the result of a record under rules that more adverse facts make only stricter and
 * relief only milder: the adverse facts that bring it about, with the relief that keeps it from being stricter.
 */
export const sufficientSets = (
  record: Assessed,
  ruleSet: CompiledRuleSet,
  context: FactContext,
): SufficientSets => {
  const reasons = reasonsInForce(record.reasons ?? [], context.at);
  const isRelief = (reason: Reason): boolean =>
    occurrencesOf(reason, context.levels).some((name) => isReliefPath(`facts.${name}`));
  const [relief, adverse] = [reasons.filter(isRelief), reasons.filter((reason) => !isRelief(reason))];
  const resultOf = (kept: readonly Reason[]): string => {
    const found = colour(ruleSet, factsOf({ ...record, reasons: [...kept] }, context), context.at);
    return [found.colour, found.measure, found.measureUntil?.getTime()].join();
  };
  const result = resultOf(reasons);
  const causes = minimal(adverse, (kept) => resultOf([...kept, ...relief]) === result);
  const reliefs = minimal(relief, (kept) => resultOf([...adverse, ...kept]) === result);
  return {
    sets: causes.flatMap((cause) => reliefs.map((kept) => [...cause, ...kept])),
    complete: adverse.length <= MOST && relief.length <= MOST,
  };
};
