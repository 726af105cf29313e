export * from './clock/clock-file.ts';
export * from './clock/clock.ts';
export * from './config/config.ts';
export * from './config/start-error.ts';
export * from './database/data-source.ts';
export { ensureDatabase } from './database/ensure-database.ts';
export { joinCluster, startCluster, type Cluster, type ClusterOptions } from './database/embedded/cluster.ts';
export {
  ProblemException,
  pointerTo,
  problem,
  refuse,
  type FieldProblem,
  type Problem,
} from './errors/problem.ts';
export { keptDecision, listedDecisions, replayedDecision } from './decisions/decisions.answers.ts';
export { decisionEventOf } from './decisions/decision-event.ts';
export * from './decisions/erase-decisions.ts';
export * from './decisions/pinned.ts';
export * from './decisions/replay-decision.ts';
export { listDecisions } from './decisions/list-decisions.ts';
export { PeriodDto, WindowDto, askedPage, askedWindow } from './decisions/window.dto.ts';
export { ErasureDto } from './decisions/erasure.dto.ts';
export { HealthController, READINESS, type ReadinessChecks } from './health/health.ts';
export { noteMisses, retryAfter, tooManyRequests } from './http/limit-clients.ts';
export { erasedDecision } from './decisions/erase-decisions.answers.ts';
export { Answers, JSON_TYPE, Refuses, type JsonText, type Leads } from './http/answers.ts';
export { dismissal, dismissedLetters, letters, replayed } from './operations/operations.answers.ts';
export { BodyLimit } from './http/body-limit.ts';
export * from './http/http-app.ts';
export { listen, type ListenOptions } from './http/listen.ts';
export { openApiOf } from './http/openapi.ts';
export { operatorsHeader } from './http/operators-only.ts';
export { answerWrite, idempotencyKeyOf } from './http/write.ts';
export { compileCache, dataTemplates } from './config/inherited.ts';
export { byMediaType } from './http/request-bodies.ts';
export { reasonsOf } from './errors/validation.ts';
export { DocumentDto } from './validation/document.dto.ts';
export { GroundsDto, OperatorWordDto } from './validation/operator-word.dto.ts';
export { AtDto, askedMoment } from './validation/asked-moment.ts';
export { IsDay, IsInstant, dayFault, instantFault } from './validation/moments.ts';
export { answerOnce, pruneIdempotencyKeys, type Answer } from './idempotency/answer-once.ts';
export * from './keys/configured-keys.ts';
export * from './keys/federation-keys.ts';
export { runUntilStopped, type Running } from './shutdown/run-until-stopped.ts';
export { createLogger } from './logging/logger.ts';
export {
  DismissDto,
  DismissedListDto,
  LONGEST_AFTER,
  ListDto,
  ReplayDto,
  checkedSelection,
  selectionOf,
} from './operations/dead-letters.dto.ts';
export { countsTogether, type ReplayCounts } from './operations/each-consumer.ts';
export { OPERATIONS, type Operations } from './operations/operations.ts';
export { ServiceModule } from './service/service-module.ts';
export type { Answered, Asked, Order, Orders } from './control/orders.ts';
export { every, type Repeated, type TickStep } from './service/every.ts';
export { runService, type Started } from './service/run-service.ts';
export { stateOf } from './service/state-of.ts';
export type { SharedState } from './shared-state/shared-state.ts';
export type { Nonces } from './shared-state/nonces.ts';
export { ABOVE_ALL, noCache, type VersionedCache } from './shared-state/versioned-cache.ts';
export { startService, type Service, type ServiceOptions } from './service/service.ts';
export { BUS_DATABASE, busAddressOf, openBus, type BusAddress } from './service/bus-address.ts';
export { joinFederation, type Shared } from './service/shared.ts';
export type { Observation, WorkChecks, WorkState } from './work/work-monitor.ts';
export { untilReady } from './service/until-ready.ts';
export { UNREAD } from './knowledge/unread.ts';
export { followServer } from './knowledge/follow-server.ts';
export { checkKeySeal } from './knowledge/key-seal.ts';
export { signatureCheck } from './knowledge/signature-check.ts';
export { federationKnowledge, type FederationKnowledge } from './knowledge/federation-knowledge.ts';
export { feedHeartbeat } from './feeds/heartbeat.ts';
export { RISK_PUBLISHER, riskAgeSeconds, riskCompleteAt } from './feeds/risk-age.ts';
export { KNOWLEDGE, KnowledgeConsumer } from './knowledge/knowledge.consumer.ts';
