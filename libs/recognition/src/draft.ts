import { ADVICE, chinaTime } from '@huren/standard';
import type { Asked, Case } from './case.ts';
import { explainLooked, explainMissed } from './explanation/explain.ts';
import type { Failure, Finding } from './finding.ts';
import type { Decision } from './model/decision.ts';
import type { Shown } from './question.ts';

/** Changes whenever the same inputs could give other bytes. */
export const ENGINE_VERSION = '1';

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

/** The decision about a code that was looked at. */
export const lookedDecision = (given: Case, finding: Finding): Decision => {
  const draft = {
    ...head(given),
    result: finding.result,
    ...(finding.result === 'recognised' ? { colour: finding.colour } : {}),
    measure: finding.measure,
    measureUntil: finding.measureUntil ? chinaTime(finding.measureUntil) : null,
    ...(finding.result === 'not_recognised' ? { fault: finding.refusal } : {}),
    source: sourceOf(given.shown),
    ...tail(given),
    basis: basisOf(given, finding),
  };
  const explanation = explainLooked({ draft, finding, chosen: given.chosen });
  return { ...draft, explanation, engine: ENGINE_VERSION };
};

/** The decision about a code that could not be looked at: a result, never a colour. */
export const failedDecision = (asked: Asked, failure: Failure, shown?: Shown): Decision => {
  const { result, fault } = failure;
  const draft = {
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
  };
  const explanation = explainMissed({ draft, failure });
  return { ...draft, explanation, engine: ENGINE_VERSION };
};
