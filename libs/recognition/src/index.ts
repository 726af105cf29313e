export { assess, type Assessable, type Assessment } from './assess.ts';
export { readingsOf, type Readings } from './bare-colour.ts';
export { schemesFor } from './case.ts';
export { colourReadings, type ColouredRecord } from './colour-record.ts';
export { colour, strictest, type Coloured, type Undetermined, type Verdict } from './colouring.ts';
export {
  decide,
  decideOutcome,
  decideOutcomeWithTrace,
  decideWithTrace,
  type Decided,
  type PlainDecision,
} from './decide.ts';
export { placeName } from './explanation/provinces.ts';
export { COLOUR_TERMS, KIND_TERMS, MEASURE_TERMS, PURPOSE_TERMS } from './explanation/terms.ts';
export { ENGINE_VERSION, asOfEngine } from './engine.ts';
export {
  FACT_PATHS,
  NEVER,
  OCCURRENCE_NAMES,
  RELIEF_PATHS,
  factDocument,
  factDocumentJsonSchema,
  type FactDocument,
  type Occurrence,
} from './fact-document.ts';
export { factTree } from './fact-tree.ts';
export {
  ISOLATED_FOR,
  factsOf,
  isOutlived,
  reasonsInForce,
  type Assessed,
  type FactContext,
  type Facts,
} from './facts.ts';
export { foundingAgreements, foundingRuleSets } from './founding.ts';
export { isInForce, type Dated } from './in-force.ts';
export {
  isolationsOf,
  servedAt,
  stateIsolations,
  type CheckIns,
  type Isolation,
  type IsolationStated,
} from './isolations.ts';
export type { Knowledge, Meaning, Meanings, ReasonTemplate } from './knowledge.ts';
export * from './model/agreement.ts';
export * from './model/decision.ts';
export * from './model/rule-set.ts';
export type { NotShown, PresentedCode, PresentedRecord, Question, Shown } from './question.ts';
export { remembering } from './timeline.ts';
export { riskLevels, type LevelEntry, type RiskLevels } from './risk-levels.ts';
export {
  admitRuleSet,
  compileRuleSet,
  type Admission,
  type AdmissionError,
  type AdmittedRule,
  type CompiledRuleSet,
} from './rule-set-admission.ts';
export { ruleSetIndex, type RuleSetIndex } from './rule-set-index.ts';
export {
  agreementIndex,
  issuerRank,
  preferred,
  type AgreementIndex,
  type ChosenClause,
  type ClauseIndex,
  type ClauseQuestion,
} from './select-clause.ts';
export { unseenBy, type Unseen } from './unseen.ts';
export { knowledgeOf, type FactsUsed, type Used, type UsedLater } from './used.ts';
