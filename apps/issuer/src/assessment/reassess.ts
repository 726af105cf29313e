import { TransientError, appendToOutbox, codeTopic, draftOf } from '@huren/events';
import type { Sql } from '@huren/events';
import { assess, riskLevels } from '@huren/recognition';
import type { CompiledRuleSet } from '@huren/recognition';
import { DAY_MS, chinaTime } from '@huren/standard';
import type { CodeRef, HealthCodeRecord } from '@huren/standard';
import type { IssuerContext } from '../issuer-context.ts';
import { knownOf, lockCode, writeAssessed, writeRecord } from './code-store.ts';
import type { CodeRow } from './code-store.ts';
import { earliest } from './earliest.ts';
import { gatherReasons, isSetAside } from './gather-reasons.ts';
import { ruleSetRef } from './rule-set-ref.ts';
import { heldIsolationsOf, owedOf, serveIsolations } from './isolations.ts';

/** A code is valid for so long after it was last declared or applied for. */
export const VALIDITY_DAYS = 30;

/** How soon the risk service is asked again where it did not answer. */
const ASK_AGAIN_MS = 60_000;

type AssessContext = Pick<IssuerContext, 'clock' | 'knowledge'>;

const ruleSetOf = (code: CodeRow, { knowledge }: AssessContext, at: Date): CompiledRuleSet => {
  const ruleSet = knowledge.ruleSets().find(code.issuer, code.scheme, at);
  if (ruleSet?.altered) throw new TransientError(`the rule set of ${code.issuer} is not as it was signed`);
  if (ruleSet) return ruleSet;
  throw new TransientError(`no rule set of ${code.issuer} (${code.scheme}) has arrived yet`);
};

const isSame = (before: HealthCodeRecord | null, after: HealthCodeRecord): boolean =>
  before !== null &&
  before.colour === after.colour &&
  before.validUntil === after.validUntil &&
  JSON.stringify([before.covers, before.reasons]) === JSON.stringify([after.covers, after.reasons]);

/** jsonb keeps objects' fields in an order of its own; reasons are compared in one order. */
const sorted = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1))) as T;

/**
 * Assesses a code anew from all that is known of its holder, by the issuer's own dated rules. If its state
 * changed, the next version and its event are written in the caller's transaction, which holds the code's lock.
 */
export const reassess = async (
  tx: Sql,
  codeRef: CodeRef,
  context: AssessContext,
): Promise<HealthCodeRecord | undefined> => {
  const code = await lockCode(tx, codeRef);
  if (!code) return undefined;
  const at = context.clock.now();
  const known = await knownOf(tx, code);
  const held = await heldIsolationsOf(tx, codeRef);
  const ruleSet = ruleSetOf(code, context, at);
  const { reasons: found, covers, nextReasonAt } = gatherReasons(known, owedOf(held, ruleSet, at), at);
  const holder = { issuer: code.issuer, scheme: code.scheme, covers };
  const isolations = await serveIsolations(tx, codeRef, { ...holder, reasons: found }, held, ruleSet, at);
  const reasons = [...found, ...isolations.reasons.filter((one) => !isSetAside(known, one))];
  const { colour, nextChangeAt } = assess({ ...holder, reasons }, ruleSet, riskLevels([], null), at);
  const askAgain = code.facts_asked ? null : new Date(at.getTime() + ASK_AGAIN_MS);
  const nextAt = earliest(nextChangeAt, nextReasonAt, isolations.nextEndAt, askAgain);
  await writeAssessed(tx, codeRef, ruleSetRef(ruleSet), nextAt);
  const since = known.healthDeclaredAt ?? code.applied_at;
  const record: HealthCodeRecord = {
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
  if (isSame(code.record, record)) return code.record ?? undefined;
  return publish(tx, record, at);
};

const publish = async (tx: Sql, record: HealthCodeRecord, at: Date): Promise<HealthCodeRecord> => {
  // A code whose validity is over says so by its own dates; it needs no new version.
  if (Date.parse(record.validUntil) <= at.getTime()) return record;
  await writeRecord(tx, record);
  await appendToOutbox(tx, [
    draftOf(codeTopic, { source: `/issuers/${record.issuer}`, time: chinaTime(at), data: record }),
  ]);
  return record;
};
