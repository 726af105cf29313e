import { DAY_MS, chinaTime } from '@huren/standard';
import type { IssuerCode, Reason, Symptom } from '@huren/standard';
import { ABNORMAL_TENTHS, DECLARATION_DAYS } from '../declarations/declared-facts.ts';
import type { DeclaredFact } from '../declarations/declared-facts.ts';

/** The reasons in what a holder declared, and when the next of them is over. */
export type DeclaredReasons = { readonly reasons: Reason[]; readonly nextEndAt: Date | null };

const SYMPTOM = 'symptom.';

const endOf = ({ declaredAt }: DeclaredFact): number => declaredAt.getTime() + DECLARATION_DAYS * DAY_MS;

const symptomsOf = (facts: readonly DeclaredFact[]): Symptom[] =>
  facts.flatMap(({ fact }) => (fact.startsWith(SYMPTOM) ? [fact.slice(SYMPTOM.length) as Symptom] : []));

const reasonsOf = (facts: readonly DeclaredFact[], issuer: IssuerCode, observedAt: string): Reason[] => {
  const common = { issuer, evidence: 'declaration' as const, observedAt };
  const symptoms = symptomsOf(facts);
  return facts.flatMap(({ fact, tenths }): Reason[] => {
    if (fact === 'contact.close') return [{ kind: fact, ...common }];
    if (fact === 'temperature') return [{ kind: fact, ...common, tenths: tenths ?? ABNORMAL_TENTHS }];
    return fact === `${SYMPTOM}${symptoms[0]}` ? [{ kind: 'symptom', ...common, symptoms }] : [];
  });
};

/**
 * What a holder declared of themselves, each for fourteen days from when it was last declared, and longer while an
 * isolation counts from it (`owed`, in ms). Pure.
 */
export const declaredReasons = (
  declared: readonly DeclaredFact[],
  issuer: IssuerCode,
  owed: ReadonlySet<number>,
  at: Date,
): DeclaredReasons => {
  const observed = ({ declaredAt }: DeclaredFact): string => chinaTime(declaredAt);
  const counting = declared.filter((one) => endOf(one) > at.getTime() || owed.has(Date.parse(observed(one))));
  const ends = counting.map(endOf).filter((end) => end > at.getTime());
  return {
    reasons: [...Map.groupBy(counting, observed)].flatMap(([observedAt, facts]) =>
      reasonsOf(facts, issuer, observedAt),
    ),
    nextEndAt: ends.length > 0 ? new Date(Math.min(...ends)) : null,
  };
};

/** When a temperature was last measured, not declared, and was normal; -Infinity: never. */
const measuredNormal = (reasons: readonly Reason[]): number =>
  Math.max(
    ...reasons
      .filter(
        (one) => one.kind === 'temperature' && one.evidence === 'measurement' && one.tenths < ABNORMAL_TENTHS,
      )
      .map(({ observedAt }) => Date.parse(observedAt)),
  );

const withoutFever = (one: Reason): Reason[] => {
  if (one.kind === 'temperature') return [];
  if (one.kind !== 'symptom') return [one];
  const symptoms = one.symptoms.filter((symptom) => symptom !== 'fever');
  return symptoms.length > 0 ? [{ ...one, symptoms }] : [];
};

/** A normal temperature that somebody measured lifts every fever and temperature of before, and nothing else does. Pure. */
export const liftFever = (reasons: readonly Reason[]): Reason[] => {
  const normalSince = measuredNormal(reasons);
  return reasons.flatMap((one) => (Date.parse(one.observedAt) < normalSince ? withoutFever(one) : [one]));
};
