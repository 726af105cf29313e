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
import { declaredFactsOf } from '../declarations/declared-facts.ts';
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

const healthDeclaredAt = async (sql: Sql, codeRef: CodeRef): Promise<Date | null> => {
  const [row] = await sql.query<{ declared_at: Date }>(
    'select declared_at from health_declaration where code_ref = $1',
    [codeRef],
  );
  return row?.declared_at ?? null;
};

type StayRow = { left_on: string; division: DivisionCode | null; country: string | null };

const itineraryOf = async (sql: Sql, codeRef: CodeRef): Promise<Known['itinerary']> => {
  const [declared] = await sql.query('select 1 from itinerary where code_ref = $1', [codeRef]);
  if (!declared) return null;
  const rows = await sql.query<StayRow>(
    `select to_char(left_on, 'YYYY-MM-DD') as left_on, division, country from stay where code_ref = $1 order by left_on, place`,
    [codeRef],
  );
  return {
    stays: rows.map(({ left_on, division, country }): Stay => ({
      leftOn: left_on,
      ...(division ? { division } : {}),
      ...(country ? { country } : {}),
    })),
  };
};

const factsOf = async (sql: Sql, subject: Subject): Promise<PersonFact[]> => {
  const [row] = await sql.query<{ facts: PersonFact[] }>(
    'select facts from subject_facts where subject = $1',
    [subject],
  );
  return row?.facts ?? [];
};

const levelsOf = async (
  sql: Sql,
  divisions: readonly DivisionCode[],
): Promise<Map<DivisionCode, RiskLevel>> => {
  const rows = await sql.query<{ division: DivisionCode; level: RiskLevel }>(
    'select division, level from region_level where division = any($1::text[])',
    [divisions],
  );
  return new Map(rows.map(({ division, level }) => [division, level]));
};

const setAsideOf = async (sql: Sql, codeRef: CodeRef): Promise<Map<string, Date>> => {
  const rows = await sql.query<{ kind: ReasonKind; stated_by: DivisionCode; filed_at: Date }>(
    `select kind, stated_by, max(filed_at) as filed_at from correction where code_ref = $1 and state = 'upheld'
      group by kind, stated_by`,
    [codeRef],
  );
  return new Map(rows.map(({ kind, stated_by, filed_at }) => [reasonKey(kind, stated_by), filed_at]));
};

/** Everything known of a holder. */
export const knownOf = async (sql: Sql, code: CodeRow): Promise<Known> => {
  const itinerary = await itineraryOf(sql, code.code_ref);
  const divisions = (itinerary?.stays ?? []).flatMap(({ division }) => (division ? [division] : []));
  const levels = await levelsOf(sql, divisions);
  return {
    issuer: code.issuer,
    appliedAt: code.applied_at,
    healthDeclaredAt: await healthDeclaredAt(sql, code.code_ref),
    declared: await declaredFactsOf(sql, code.code_ref),
    itinerary,
    facts: code.facts_asked ? await factsOf(sql, code.subject) : null,
    levelOf: (division) => levels.get(division) ?? 'low',
    setAside: await setAsideOf(sql, code.code_ref),
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
