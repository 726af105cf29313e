import type { Sql } from '@huren/events';
import type { CodeRef, HealthCodeRecord, IssuerCode, Scheme, Subject } from '@huren/standard';

export type CodeRow = {
  readonly code_ref: CodeRef;
  readonly issuer: IssuerCode;
  readonly scheme: Scheme;
  readonly subject: Subject;
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

/** Codes in the order of their references, locked against other writers until the transaction ends. */
export const lockCodes = (tx: Sql, codeRefs: readonly CodeRef[]): Promise<CodeRow[]> =>
  tx.query<CodeRow>('select * from code where code_ref = any($1::text[]) order by code_ref for update', [
    codeRefs,
  ]);

/** What an assessment leaves at a code. */
export type Assessed = {
  readonly codeRef: CodeRef;
  /** By which rules. */
  readonly ruleSet: string;
  /** When it is to be assessed again by itself. */
  readonly nextAt: Date | null;
  /** The next state; null: it stays as it is. */
  readonly record: HealthCodeRecord | null;
};

const WRITE = `
  update code set rule_set = now.rule_set, next_change_at = now.next_at, failures = 0,
         record = coalesce(now.record, code.record), version = coalesce((now.record ->> 'version')::int, code.version)
    from unnest($1::text[], $2::text[], $3::timestamptz[], $4::jsonb[]) as now (code_ref, rule_set, next_at, record)
   where code.code_ref = now.code_ref`;

/** Notes that codes were assessed, and writes the next state of those that have one. */
export const writeAssessed = async (tx: Sql, assessed: readonly Assessed[]): Promise<void> => {
  await tx.query(WRITE, [
    assessed.map(({ codeRef }) => codeRef),
    assessed.map(({ ruleSet }) => ruleSet),
    assessed.map(({ nextAt }) => nextAt),
    assessed.map(({ record }) => record && JSON.stringify(record)),
  ]);
};
