import type { PersonFact, Sql } from '@huren/events';
import type {
  CodeRef,
  DivisionCode,
  HealthCodeRecord,
  IssuerCode,
  ReasonKind,
  RiskLevel,
  Scheme,
  Subject,
} from '@huren/standard';
import type { DeclaredFact } from '../declarations/declared-facts.ts';
import { reasonKey } from './gather-reasons.ts';
import type { Known, Stay } from './gather-reasons.ts';

export type CodeRow = {
  readonly code_ref: CodeRef;
  readonly issuer: IssuerCode;
  readonly scheme: Scheme;
  readonly subject: Subject;
  readonly channel: string;
  readonly document_type: string;
  readonly masked_name: string;
  readonly masked_number: string;
  readonly applied_at: Date;
  readonly facts_asked: boolean;
  readonly record: HealthCodeRecord | null;
  readonly version: number;
};

export const findCode = async (
  sql: Sql,
  issuer: IssuerCode,
  codeRef: string,
): Promise<CodeRow | undefined> => {
  const [row] = await sql.query<CodeRow>('select * from code where code_ref = $1 and issuer = $2', [
    codeRef,
    issuer,
  ]);
  return row;
};

/** The code, locked against other writers until the transaction ends. */
export const lockCode = async (tx: Sql, codeRef: CodeRef): Promise<CodeRow | undefined> => {
  const [row] = await tx.query<CodeRow>('select * from code where code_ref = $1 for update', [codeRef]);
  return row;
};

/** SQL: an instant as JSON bears it, in ms. */
export const ms = (column: string): string => `extract(epoch from ${column}) * 1000`;

/** Everything in one question, for a morning on which rules change asks it of every holder. */
const KNOWN = `select
  (select declared_at from health_declaration where code_ref = $1) as health_declared_at,
  (select jsonb_agg(jsonb_build_array(fact, ${ms('declared_at')}, tenths) order by fact)
     from declared_fact where code_ref = $1) as declared,
  exists (select from itinerary where code_ref = $1) as has_itinerary,
  (select jsonb_agg(jsonb_build_array(to_char(left_on, 'YYYY-MM-DD'), division, country, level) order by left_on, place)
     from stay left join region_level using (division) where code_ref = $1) as stays,
  (select facts from subject_facts where subject = $2) as facts,
  (select jsonb_agg(jsonb_build_array(kind, stated_by, ${ms('filed_at')}) order by filed_at)
     from correction where code_ref = $1 and state = 'upheld') as set_aside`;

type KnownRow = {
  readonly health_declared_at: Date | null;
  readonly declared: [DeclaredFact['fact'], number, number | null][] | null;
  readonly has_itinerary: boolean;
  readonly stays: [string, DivisionCode | null, string | null, RiskLevel | null][] | null;
  readonly facts: PersonFact[] | null;
  /** The latest of each kind last. */
  readonly set_aside: [ReasonKind, DivisionCode, number][] | null;
};

const stayOf = ([leftOn, division, country]: NonNullable<KnownRow['stays']>[number]): Stay => ({
  leftOn,
  ...(division ? { division } : {}),
  ...(country ? { country } : {}),
});

/** Everything known of a holder. */
export const knownOf = async (sql: Sql, code: CodeRow): Promise<Known> => {
  const [row] = await sql.query<KnownRow>(KNOWN, [code.code_ref, code.subject]);
  const stays = row?.stays ?? [];
  const levels = new Map(stays.map(([, division, , level]) => [division, level]));
  return {
    issuer: code.issuer,
    appliedAt: code.applied_at,
    healthDeclaredAt: row?.health_declared_at ?? null,
    declared: (row?.declared ?? []).map(([fact, at, tenths]) => ({ fact, declaredAt: new Date(at), tenths })),
    itinerary: row?.has_itinerary ? { stays: stays.map(stayOf) } : null,
    facts: code.facts_asked ? (row?.facts ?? []) : null,
    levelOf: (division) => levels.get(division) ?? 'low',
    setAside: new Map(
      (row?.set_aside ?? []).map(([kind, statedBy, at]) => [reasonKey(kind, statedBy), new Date(at)]),
    ),
  };
};

/** Writes the next state of a code. */
export const writeRecord = async (tx: Sql, record: HealthCodeRecord): Promise<void> => {
  await tx.query('update code set record = $2, version = $3 where code_ref = $1', [
    record.codeRef,
    JSON.stringify(record),
    record.version,
  ]);
};

/** Notes that a code was assessed, by which rules, and when it is to be again by itself. */
export const writeAssessed = async (
  tx: Sql,
  codeRef: CodeRef,
  ruleSet: string,
  nextAt: Date | null,
): Promise<void> => {
  await tx.query('update code set rule_set = $2, next_change_at = $3, failures = 0 where code_ref = $1', [
    codeRef,
    ruleSet,
    nextAt,
  ]);
};
