export { BUS_FAULTS } from './port/bus.ts';
export type {
  Bus,
  BusFault,
  GroupPosition,
  MessageHandler,
  OnBusError,
  SubscribeOptions,
  Subscription,
  SubscriptionMode,
} from './port/bus.ts';
export type { BusEvent, Message, WrittenEvent } from './port/event.ts';
export type { Sql, Transactions } from './port/sql.ts';
export { BoundedClient } from './postgres/bounded-client.ts';
export { PATIENT, boundedConnection, patientConnection, type Database } from './postgres/database.ts';
export { poolTransactions, sqlOf } from './postgres/pool.ts';

export * from './contracts/payloads/agreement.ts';
export * from './contracts/payloads/canary.ts';
export * from './contracts/payloads/code.ts';
export * from './contracts/payloads/correction.ts';
export * from './contracts/payloads/dead-letter-notice.ts';
export * from './contracts/payloads/decision.ts';
export * from './contracts/payloads/feed.ts';
export * from './contracts/payloads/member.ts';
export { LAST_REVISION } from './contracts/payloads/revision.ts';
export * from './contracts/payloads/route.ts';
export * from './contracts/payloads/party-key.ts';
export * from './contracts/payloads/person.ts';
export * from './contracts/payloads/region.ts';
export * from './contracts/payloads/rule-set.ts';
export * from './contracts/payloads/share.ts';
export { contracts, contractsOf, type Contracts } from './contracts/registry.ts';
export type { TopicContract } from './contracts/topic.ts';
export {
  ContractViolation,
  FOREIGN_SEAL,
  ForeignSeal,
  issuesOf,
  type ContractIssue,
} from './contracts/violation.ts';
export { checkEvent } from './contracts/check.ts';
export { draftOf, eventOf, written, type EventDraft } from './contracts/draft.ts';
export { asyncApiDocument } from './contracts/asyncapi.ts';
export { writeContracts } from './contracts/write-contracts.ts';
export {
  breakingChanges,
  changesForAll,
  changesForReaders,
  type BreakingChange,
} from './contracts/breaking-changes.ts';
export { jsonSchemaOf } from './contracts/json-schema.ts';

export { openEmbeddedBus, type EmbeddedBus, type EmbeddedBusOptions } from './embedded/bus.ts';
export { SASL_MECHANISMS, type KafkaAccess } from './kafka/access.ts';
export { recordOf } from './kafka/codec.ts';
export type { KafkaBusOptions } from './kafka/bus.ts';
export { openKafkaBus } from './kafka/open.ts';
export { appendToOutbox } from './outbox/append.ts';
export { startRelay, type OutboxRelay, type RelayOptions } from './outbox/relay.ts';
export { outboxSchema } from './outbox/schema.ts';
export { applyOnce, pruneInbox } from './inbox/apply-once.ts';
export { inboxSchema } from './inbox/schema.ts';

export { createDelivery, type Delivery, type DeliveryOptions } from './consume/deliver.ts';
export type { DeliveryCounts, DeliveryOutcome, EventHandler, Outcome } from './consume/outcome.ts';
export { TransientError, isTransient } from './consume/transient.ts';
export type { RetryPolicy } from './consume/retry.ts';
export type { Dismissed, DismissOptions, DismissStep } from './dead-letters/dismiss.ts';
export {
  pruneDismissed,
  selectDismissed,
  type DismissedLetter,
  type DismissedPage,
} from './dead-letters/dismissed.ts';
export { keyHealth, type KeyHealth } from './dead-letters/key-health.ts';
export type { HeldKey } from './dead-letters/store.ts';
export type { Letter, LetterError } from './dead-letters/letter.ts';
export type { Replayed, ReplayedLetter, ReplayPlace } from './dead-letters/replay.ts';
export { deadLetterSchema } from './dead-letters/schema.ts';
export { START, momentIn, type LetterPlace, type LetterSelection } from './dead-letters/select.ts';

export { BusContext } from './nest/bus-context.ts';
export { BusServer, type BusServerOptions } from './nest/bus-server.ts';
export { groupOf } from './nest/consumer-group.ts';
export { Consumes } from './nest/consumes.ts';
export { connectBus } from './nest/connect-bus.ts';
export type { BusExtras } from './nest/extras.ts';
export { RethrowFilter } from './nest/rethrow-filter.ts';

export { DeadlineExceeded } from './util/deadline.ts';
export { drainAll, type Drainable } from './util/drain-all.ts';
export { gathering, type GatheringOptions } from './util/gathering.ts';
export { inTurn } from './util/in-turn.ts';
export { isShallow } from './util/is-shallow.ts';
export { jsonBytes, listOf, withField, withMore, type JsonBytes } from './util/json-bytes.ts';
export { textArray } from './postgres/text-array.ts';
export { wait, type Wait } from './util/wait.ts';
