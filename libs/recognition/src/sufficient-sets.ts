import type { Reason } from '@huren/standard';

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

/** The minimal sets that are enough; what contains one of them is too, and all together are. */
const minimal = (reasons: readonly Reason[], isEnough: IsEnough): readonly (readonly Reason[])[] => {
  if (reasons.length === 0) return [[]];
  if (reasons.length > MOST) return [oneOf(reasons, isEnough)];
  const found: Reason[][] = [];
  for (const subset of subsetsBySize(reasons)) {
    const isCovered = found.some((set) => set.every((reason) => subset.includes(reason)));
    if (!isCovered && (subset.length === reasons.length || isEnough(subset))) found.push(subset);
  }
  return found;
};

/**
 * The minimal sets of reasons that give a result which more adverse facts make only stricter and relief only milder: the
 * adverse facts that bring it about, with the relief that keeps it from being stricter.
 * @param resultOf the result of some of the reasons
 * @param result that of all of them
 */
export const sufficientSets = (
  { adverse, relief }: { readonly adverse: readonly Reason[]; readonly relief: readonly Reason[] },
  resultOf: (kept: readonly Reason[]) => string,
  result: string,
): SufficientSets => {
  const causes = minimal(adverse, (kept) => resultOf([...kept, ...relief]) === result);
  const reliefs = minimal(relief, (kept) => resultOf([...adverse, ...kept]) === result);
  return {
    sets: causes.flatMap((cause) => reliefs.map((kept) => [...cause, ...kept])),
    complete: adverse.length <= MOST && relief.length <= MOST,
  };
};

/** The minimal sets for a result that asks beside for one of some reasons, whichever it is. */
export const withOneOf = ({ sets, complete }: SufficientSets, reasons: readonly Reason[]): SufficientSets => {
  const joined = reasons.flatMap((reason) =>
    sets.map((set) => (set.includes(reason) ? set : [...set, reason])),
  );
  const isWithin = (set: readonly Reason[], other: readonly Reason[]): boolean =>
    set.every((reason) => other.includes(reason));
  const isMinimal = (set: readonly Reason[], place: number): boolean =>
    !joined.some((other, at) => isWithin(other, set) && (other.length < set.length || at < place));
  return { sets: joined.filter(isMinimal), complete };
};
