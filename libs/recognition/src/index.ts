export { assess, type Assessable, type Assessment } from './assess.ts';
export type { Coloured, Undetermined } from './colouring.ts';
export { decide, decideWithTrace, type Decided } from './decide.ts';
export { ENGINE_VERSION } from './draft.ts';
export { FACT_PATHS, NEVER, factDocument, type FactDocument } from './fact-document.ts';
export { foundingAgreements, foundingRuleSets } from './founding.ts';
export { factsOf, reasonsInForce, type Facts } from './facts.ts';
export * from './model/agreement.ts';
export * from './model/decision.ts';
export * from './model/rule-set.ts';
export {
  knowledgeOf,
  type Knowledge,
  type Meanings,
  type PresentedCode,
  type PresentedRecord,
  type Question,
  type ReasonTemplate,
  type Used,
} from './question.ts';
export { riskLevels, type LevelEntry, type RiskLevels } from './risk-levels.ts';
export {
  compileRuleSet,
  type Admission,
  type AdmissionError,
  type CompiledRuleSet,
} from './rule-set-admission.ts';
export { ruleSetIndex, type RuleSetIndex } from './rule-set-index.ts';
export { agreementIndex, type AgreementIndex, type ClauseQuestion } from './select-clause.ts';
