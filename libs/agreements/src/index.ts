export type { Act, ActOf } from './life-cycle/acts.ts';
export { advance, nextTimer } from './life-cycle/advance.ts';
export {
  LANES,
  LIFE_FAULTS,
  LIFE_TERMS,
  RefusedAct,
  groundsOf,
  holding,
  isLive,
  type Lane,
  type Leaving,
  type Life,
  type LifeFault,
  type LifeTerms,
  type Signer,
  type VersionLife,
} from './life-cycle/life.ts';
export { byTwo, isOwnKey, wordOf } from './life-cycle/guards.ts';
export { perform } from './life-cycle/perform.ts';
export * from './life-cycle/transitions.ts';
export * from './signatures/check-signature.ts';
export * from './signatures/registered-key.ts';
export * from './signatures/signature.ts';
export { checkAgreement } from './checks/check-agreement.ts';
export { binds } from './checks/binds.ts';
export { checkEmergency } from './checks/check-emergency.ts';
export { checkRuleSet, readsOf, type RuleReads, type RuleSetCheck } from './checks/check-rule-set.ts';
export type { Finding } from './checks/finding.ts';
export {
  agreementDifference,
  type AgreementChange,
  type AgreementDifference,
  type ClauseSituation,
  type ClauseTerms,
} from './difference/agreement-difference.ts';
export type { Validity, ValidityChange } from './difference/validity.ts';
export { beginningOf, type Draft } from './simulation/draft.ts';
export { person } from './simulation/population.ts';
export type { Outcome, OutcomeKind } from './simulation/outcome.ts';
export { simulator, type Background, type RecordedCase, type Simulator } from './simulation/simulator.ts';
export { summaryOf, type Summary } from './simulation/summary.ts';
export { addTally, emptyTally, tallyCase, type Example, type Tally } from './simulation/tally.ts';
export { ruleSetDifference, type Change, type RuleSetDifference } from './difference/rule-set-difference.ts';
export type { Direction } from './difference/kinds.ts';
export type { Situation } from './difference/situation.ts';
export { publicationFaults } from './publication/check-publication.ts';
export * from './publication/proof.ts';
export * from './publication/told-key.ts';
export { withoutParties } from './publication/without-parties.ts';
export { publishedForms, type PublishedForm } from './publication/published-form.ts';
export * from './publication/publication-of.ts';
export { decideOffline, type OfflineDecision } from './verifier/decide-offline.ts';
export { heldAt, instantsOf, type Revision } from './verifier/held-at.ts';
export { knowledgeFrom, levelAt, type RegisterAnswers } from './verifier/knowledge-from.ts';
export { recordOf } from './verifier/offline-record.ts';
export {
  REGISTER_PATHS,
  RegisterFault,
  readRegister,
  type Register,
  type RegisterFile,
} from './verifier/read-register.ts';
