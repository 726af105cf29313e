import { ADVICE, chinaTime } from '@huren/standard';
import type { Asked, Case } from './case.ts';
import { ENGINE_VERSION } from './engine.ts';
import { explainLooked, explainMissed } from './explanation/explain.ts';
import { NO_FACTS } from './facts-used.ts';
import type { FactsUsedIn } from './facts-used.ts';
import type { Failure, Finding } from './finding.ts';
import type { Judged } from './judge.ts';
import type { Decision, NextChange } from './model/decision.ts';
import type { Shown } from './question.ts';

/** A decision without what explains it: the answer, and which documents and rules it goes by. */
export type PlainDecision = Omit<Decision, 'next' | 'explanation' | 'engine'>;

const head = ({ question, at }: Asked) => ({ decisionId: question.decisionId, at: chinaTime(at) });

const tail = ({ question, knowledge }: Asked) => ({
  destination: question.destination,
  purpose: question.purpose,
  mode: question.mode,
  path: knowledge.pathOf(question.destination),
});

const sourceOf = ({ record, observedAt, ageSeconds, verified }: Shown): NonNullable<Decision['source']> => ({
  issuer: record.issuer,
  scheme: record.scheme,
  colour: record.colour,
  version: record.version,
  observedAt,
  ageSeconds,
  verified,
  bareColour: record.reasons === undefined,
});

const basisOf = ({ chosen, ruleSet, levels }: Case, finding: Finding): Decision['basis'] => ({
  agreement: chosen
    ? { id: chosen.agreement.id, version: chosen.agreement.version, clause: chosen.clause.id }
    : null,
  ruleSet: ruleSet ? { id: ruleSet.ruleSet.id, version: ruleSet.ruleSet.version } : null,
  rules: finding.fired.map(({ id }) => id),
  undetermined: finding.undetermined.map(({ rule, missing }) => ({ rule, missing: [...missing] })),
  riskVersion: levels.version,
});

const lookedOutcome = (given: Case, finding: Finding) => ({
  ...head(given),
  result: finding.result,
  ...(finding.result === 'recognised' ? { colour: finding.colour } : {}),
  measure: finding.measure,
  measureUntil: finding.measureUntil ? chinaTime(finding.measureUntil) : null,
  ...(finding.result === 'not_recognised' ? { fault: finding.refusal } : {}),
  source: sourceOf(given.shown),
  ...tail(given),
  basis: basisOf(given, finding),
});

/** The answer about a code that could not be looked at: a result, never a colour. */
export const failedOutcome = (asked: Asked, { result, fault }: Failure, shown?: Shown) => ({
  ...head(asked),
  result,
  measureUntil: null,
  advice: ADVICE[result],
  ...(fault === undefined ? {} : { fault }),
  source: shown ? sourceOf(shown) : null,
  ...tail(asked),
  basis: {
    agreement: null,
    ruleSet: null,
    rules: [],
    undetermined: [],
    riskVersion: asked.knowledge.levels.version,
  },
});

/** The answer about a code that was looked at. */
export const outcomeOf = (given: Case, judged: Judged): PlainDecision =>
  judged.kind === 'failed'
    ? failedOutcome(given, judged.failure, given.shown)
    : lookedOutcome(given, judged.finding);

/** What explains an answer, beside the words. */
export type Account = { readonly used: FactsUsedIn; readonly next: NextChange | null };

const accounted = <T extends PlainDecision>(outcome: T, { knowledge }: Asked, { used, next }: Account) => ({
  ...outcome,
  basis: { ...outcome.basis, riskAgeSeconds: knowledge.riskAgeSeconds ?? null, ...used },
  next,
});

/** The decision about a code that was there, with its account in both languages. */
export const shownDecision = (given: Case, judged: Judged, account: Account): Decision => {
  if (judged.kind === 'failed') return failedDecision(given, judged.failure, given.shown, account);
  const draft = accounted(lookedOutcome(given, judged.finding), given, account);
  const explanation = explainLooked({ draft, finding: judged.finding, chosen: given.chosen });
  return { ...draft, explanation, engine: ENGINE_VERSION };
};

const NOTHING: Account = { used: NO_FACTS, next: null };

/** The decision about a code that could not be looked at. */
export const failedDecision = (
  asked: Asked,
  failure: Failure,
  shown?: Shown,
  account: Account = NOTHING,
): Decision => {
  const draft = accounted(failedOutcome(asked, failure, shown), asked, account);
  const explanation = explainMissed({ draft, failure });
  return { ...draft, explanation, engine: ENGINE_VERSION };
};
