import { ADVICE, chinaTime } from '@huren/standard';
import type { FailedResult } from '@huren/standard';
import type { Case, Finding } from './case.ts';
import { explain } from './explanation.ts';
import type { Decision } from './model/decision.ts';

/** Changes whenever the same inputs could give other bytes. */
export const ENGINE_VERSION = '1';

const head = ({ question, knowledge, shown, at }: Case) => ({
  decisionId: question.decisionId,
  at: chinaTime(at),
  destination: question.destination,
  purpose: question.purpose,
  mode: question.mode,
  path: knowledge.pathOf(question.destination),
  source: shown
    ? {
        issuer: shown.record.issuer,
        scheme: shown.record.scheme,
        colour: shown.record.colour,
        version: shown.record.version,
        observedAt: shown.observedAt,
        ageSeconds: shown.ageSeconds,
        verified: shown.verified,
        bareColour: shown.record.reasons === undefined,
      }
    : null,
});

/** The decision about a code that was looked at. */
export const lookedDecision = (given: Case, finding: Finding): Decision => {
  const { chosen, ruleSet, knowledge } = given;
  const draft = {
    ...head(given),
    result: finding.result,
    ...(finding.colour ? { colour: finding.colour } : {}),
    measure: finding.measure,
    measureUntil: finding.measureUntil ? chinaTime(finding.measureUntil) : null,
    ...(finding.refusal ? { fault: finding.refusal } : {}),
    basis: {
      agreement: chosen
        ? { id: chosen.agreement.id, version: chosen.agreement.version, clause: chosen.clause.id }
        : null,
      ruleSet: ruleSet ? { id: ruleSet.ruleSet.id, version: ruleSet.ruleSet.version } : null,
      rules: finding.fired.map(({ id }) => id),
      undetermined: finding.undetermined.map(({ rule, missing }) => ({ rule, missing: [...missing] })),
      riskVersion: knowledge.levels.version,
    },
    engine: ENGINE_VERSION,
  };
  return { ...draft, explanation: explain(draft, finding.fired, chosen?.agreement) };
};

/** The decision about a code that could not be looked at: a result, never a colour. */
export const failedDecision = (given: Case, result: FailedResult, fault?: string): Decision => {
  const draft = {
    ...head(given),
    result,
    measureUntil: null,
    advice: ADVICE[result],
    ...(fault ? { fault } : {}),
    basis: {
      agreement: null,
      ruleSet: null,
      rules: [],
      undetermined: [],
      riskVersion: given.knowledge.levels.version,
    },
    engine: ENGINE_VERSION,
  };
  return { ...draft, explanation: explain(draft, []) };
};
