import { TransientError, appendToOutbox, codeTopic, draftOf } from '@huren/events';
import type { Sql } from '@huren/events';
import { assess, isolationsOf, riskLevels, stateIsolations } from '@huren/recognition';
import type { CompiledRuleSet } from '@huren/recognition';
import { DAY_MS, chinaTime } from '@huren/standard';
import type { CodeRef, HealthCodeRecord } from '@huren/standard';
import type { IssuerContext } from '../issuer-context.ts';
import { lockCodes, writeAssessed } from './code-store.ts';
import type { Assessed, CodeRow } from './code-store.ts';
import { earliest } from './earliest.ts';
import { gatherReasons, isSetAside } from './gather-reasons.ts';
import { owedOf, writeBegun } from './isolations.ts';
import type { BegunBy } from './isolations.ts';
import { knownOf } from './known.ts';
import type { KnownCode } from './known.ts';
import { ruleSetRef } from './rule-set-ref.ts';

/** A code is valid for so long after it was last declared or applied for. */
export const VALIDITY_DAYS = 30;

/** How soon the risk service is asked again where it did not answer. */
const ASK_AGAIN_MS = 60_000;

/** An issuer's reasons state their levels themselves. */
const NO_LEVELS = riskLevels([], null);

type AssessContext = Pick<IssuerContext, 'clock' | 'knowledge'>;

const ruleSetOf = (code: CodeRow, { knowledge }: AssessContext, at: Date): CompiledRuleSet => {
  const ruleSet = knowledge.ruleSets().find(code.issuer, code.scheme, at);
  if (ruleSet?.altered) throw new TransientError(`the rule set of ${code.issuer} is not as it was signed`);
  if (ruleSet) return ruleSet;
  throw new TransientError(`no rule set of ${code.issuer} (${code.scheme}) has arrived yet`);
};

const isSame = (before: HealthCodeRecord | null, after: HealthCodeRecord): before is HealthCodeRecord =>
  before !== null &&
  before.colour === after.colour &&
  before.validUntil === after.validUntil &&
  JSON.stringify([before.covers, before.reasons]) === JSON.stringify([after.covers, after.reasons]);

/** jsonb keeps objects' fields in an order of its own; reasons are compared in one order. */
const sorted = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1))) as T;

type Outcome = {
  readonly assessed: Assessed;
  readonly begun: readonly BegunBy[];
  /** The state that holds now. */
  readonly record: HealthCodeRecord;
};

/** Assesses a code from all that is known of its holder. Pure but for the rules that the process knows. */
const assessCode = ({ code, known, held }: KnownCode, context: AssessContext, at: Date): Outcome => {
  const codeRef = code.code_ref;
  const ruleSet = ruleSetOf(code, context, at);
  const { reasons: found, covers, nextReasonAt } = gatherReasons(known, owedOf(held, ruleSet, at), at);
  const holder = { issuer: code.issuer, scheme: code.scheme, covers };
  const begun = isolationsOf({ ...holder, reasons: found }, held.begun, ruleSet, NO_LEVELS, at);
  const isolations = stateIsolations(begun, held.checkIns, code.issuer, at);
  const reasons = [...found, ...isolations.reasons.filter((one) => !isSetAside(known, one))];
  const { colour, nextChangeAt } = assess({ ...holder, reasons }, ruleSet, NO_LEVELS, at);
  const askAgain = code.facts_asked ? null : new Date(at.getTime() + ASK_AGAIN_MS);
  const since = known.healthDeclaredAt ?? code.applied_at;
  const next: HealthCodeRecord = {
    standard: '1.0',
    codeRef,
    issuer: code.issuer,
    scheme: code.scheme,
    subject: code.subject,
    colour,
    covers,
    reasons: reasons.map(sorted),
    issuedAt: chinaTime(at),
    validUntil: chinaTime(new Date(since.getTime() + VALIDITY_DAYS * DAY_MS)),
    version: code.version + 1,
  };
  const record = isSame(code.record, next) ? code.record : next;
  // A code whose validity is over says so by its own dates; it needs no new version.
  const isNews = record === next && Date.parse(next.validUntil) > at.getTime();
  return {
    assessed: {
      codeRef,
      ruleSet: ruleSetRef(ruleSet),
      nextAt: earliest(nextChangeAt, nextReasonAt, isolations.nextEndAt, askAgain),
      record: isNews ? next : null,
    },
    begun: begun.map(({ rule, since: from }) => ({ codeRef, rule, since: from })),
    record,
  };
};

/**
 * Assesses codes anew from all that is known of their holders, by their issuers' own dated rules, with as many statements
 * for all as for one. Where a state changed, the next version and its event are written in the caller's transaction,
 * which holds the codes' locks. Answers the state of each code that there is.
 */
export const reassessAll = async (
  tx: Sql,
  codeRefs: readonly CodeRef[],
  context: AssessContext,
): Promise<Map<CodeRef, HealthCodeRecord>> => {
  const codes = await lockCodes(tx, codeRefs);
  const at = context.clock.now();
  const outcomes = (await knownOf(tx, codes)).map((one) => assessCode(one, context, at));
  await writeBegun(
    tx,
    outcomes.flatMap(({ begun }) => begun),
  );
  await writeAssessed(
    tx,
    outcomes.map(({ assessed }) => assessed),
  );
  await publish(
    tx,
    outcomes.flatMap(({ assessed }) => assessed.record ?? []),
    at,
  );
  return new Map(outcomes.map(({ record }) => [record.codeRef, record]));
};

/** Assesses one code anew. Answers its state; undefined: there is no such code. */
export const reassess = async (
  tx: Sql,
  codeRef: CodeRef,
  context: AssessContext,
): Promise<HealthCodeRecord | undefined> => (await reassessAll(tx, [codeRef], context)).get(codeRef);

const publish = async (tx: Sql, records: readonly HealthCodeRecord[], at: Date): Promise<void> => {
  await appendToOutbox(
    tx,
    records.map((record) =>
      draftOf(codeTopic, { source: `/issuers/${record.issuer}`, time: chinaTime(at), data: record }),
    ),
  );
};
