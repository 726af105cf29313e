import { randomUUID } from 'node:crypto';
import { codeTopic, keyHealth } from '@huren/events';
import type { JsonBytes, Sql } from '@huren/events';
import { UNREAD, pinned } from '@huren/platform';
import type { Decision, PresentedCode, Purpose, Question, RecognitionMode } from '@huren/recognition';
import { chinaTime } from '@huren/standard';
import type { CodeRef, DivisionCode, HealthCodeRecord } from '@huren/standard';
import type { KeptDecision } from '../decisions/decision-store.ts';
import { keepDecisions } from '../decisions/keep-decisions.ts';
import type { HubContext } from '../hub-context.ts';
import type { Identified } from '../presentation/identify.ts';
import { RECORD_GROUP } from '../record-index/record-group.ts';
import { findInDatabase } from '../record-index/hot-records.ts';
import type { FindRecords } from '../record-index/hot-records.ts';
import type { IndexedRecord } from '../record-index/record-index.ts';
import { knowledgeFor } from './deciders-knowledge.ts';

/** One code at one destination. */
export type Request = {
  readonly identified: Extract<Identified, { kind: 'code' | 'failed' }>;
  readonly destination: DivisionCode;
  readonly purpose: Purpose;
  readonly mode: RecognitionMode;
  /** An instant to come at which it would be decided of what is known now; absent: now. */
  readonly at?: Date;
};

/** A decision, also as it is kept, together with the record that it was about, where there was one. */
export type Recognised = {
  readonly decision: Decision;
  readonly json: JsonBytes<Decision>;
  readonly record?: HealthCodeRecord;
};

type Decided = { readonly kept: KeptDecision; readonly record?: HealthCodeRecord };

/**
 * Decides about codes, in the order given, and keeps the decisions with what they used and their events. In
 * the caller's transaction: one look-up of all records, one decision each, one write of all.
 * @param find how records are found; from the database where the transaction changes any
 */
export const recogniseAll = async (
  tx: Sql,
  requests: readonly Request[],
  context: HubContext,
  find: FindRecords = findInDatabase,
): Promise<Recognised[]> => {
  const decided = await decideAll(tx, requests, context, find);
  return keepDecisions(
    tx,
    decided.map(({ kept, record }) => ({ ...kept, ...(record ? { record } : {}) })),
  );
};

/** Decides about codes, in the order given, and keeps nothing. */
export const decideAll = async (
  tx: Sql,
  requests: readonly Request[],
  context: HubContext,
  find: FindRecords = findInDatabase,
): Promise<Decided[]> => {
  const at = context.clock.now();
  const refs = [
    ...new Set(
      requests.flatMap(({ identified }) => (identified.kind === 'code' ? [identified.codeRef] : [])),
    ),
  ];
  const found = await find(tx, refs);
  const poisoned = await keyHealth(tx, RECORD_GROUP).poisonedAmong(codeTopic.name, refs);
  const knowledge = await knowledgeFor(
    tx,
    requests.map(({ destination }) => destination),
    context,
    at,
  );
  const decide = (question: Question) => context.decide(question, knowledge);
  return requests.map((request) => decideOne(request, found, poisoned, decide, at));
};

const decideOne = (
  { identified, destination, purpose, mode, at: then }: Request,
  found: ReadonlyMap<CodeRef, IndexedRecord>,
  poisoned: ReadonlySet<string>,
  decide: (question: Question) => ReturnType<HubContext['decide']>,
  now: Date,
): Decided => {
  const indexed = identified.kind === 'code' ? found.get(identified.codeRef) : undefined;
  const record = indexed?.kind === 'record' ? indexed.record : undefined;
  const question: Question = {
    decisionId: randomUUID(),
    at: chinaTime(then ?? now),
    destination,
    purpose,
    mode,
    presented: presentedCode(identified, indexed, poisoned, now),
  };
  const { decision, used } = decide(question);
  const about = identified.kind === 'code' ? { codeRef: identified.codeRef } : {};
  const kept = {
    decision,
    ...about,
    ...(record ? { subject: record.subject } : {}),
    ...pinned(question, used),
  };
  return { kept, ...(record ? { record } : {}) };
};

const presentedCode = (
  identified: Request['identified'],
  indexed: IndexedRecord | undefined,
  poisoned: ReadonlySet<string>,
  at: Date,
): PresentedCode => {
  if (identified.kind === 'failed') return identified;
  if (poisoned.has(identified.codeRef)) return { kind: 'failed', ...UNREAD };
  if (indexed?.kind !== 'record')
    return { kind: 'failed', result: 'not_found', fault: indexed?.kind ?? 'unknown' };
  const { subject: _subject, codeRef: _ref, standard: _standard, ...record } = indexed.record;
  const observedAt = chinaTime(indexed.feedCompleteAt > at ? at : indexed.feedCompleteAt);
  return {
    kind: 'record',
    record,
    verified: identified.verified,
    observedAt,
    ageSeconds: (Date.parse(chinaTime(at)) - Date.parse(observedAt)) / 1000,
  };
};
