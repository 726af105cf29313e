import type { Sql } from '@huren/events';
import { HOUR_MS } from '@huren/standard';
import type { CodeRef, IssuerCode } from '@huren/standard';
import type { CorrectionState } from './life-cycle.ts';

/** An answer is owed within so many hours. */
export const ANSWER_HOURS = 24;

export type Correction = {
  readonly correctionId: string;
  readonly codeRef: CodeRef;
  readonly kind: string;
  readonly statement: string;
  /** The issuer of the reason: who must answer. */
  readonly addressee: IssuerCode;
  readonly state: CorrectionState;
  readonly filedAt: Date;
  readonly dueAt: Date;
  readonly approvals: readonly string[];
};

type Row = {
  correction_id: string;
  code_ref: CodeRef;
  kind: string;
  statement: string;
  addressee: IssuerCode;
  state: CorrectionState;
  filed_at: Date;
  due_at: Date;
  approvals: string[];
};

const toCorrection = (row: Row): Correction => ({
  correctionId: row.correction_id,
  codeRef: row.code_ref,
  kind: row.kind,
  statement: row.statement,
  addressee: row.addressee,
  state: row.state,
  filedAt: row.filed_at,
  dueAt: row.due_at,
  approvals: row.approvals,
});

export const insertCorrection = async (
  tx: Sql,
  given: Pick<Correction, 'correctionId' | 'codeRef' | 'kind' | 'statement' | 'addressee' | 'filedAt'>,
): Promise<Correction> => {
  const [row] = await tx.query<Row>(
    `insert into correction (correction_id, code_ref, kind, statement, addressee, state, filed_at, due_at)
     values ($1, $2, $3, $4, $5, 'filed', $6, $7) returning *`,
    [
      given.correctionId,
      given.codeRef,
      given.kind,
      given.statement,
      given.addressee,
      given.filedAt,
      new Date(given.filedAt.getTime() + ANSWER_HOURS * HOUR_MS),
    ],
  );
  if (!row) throw new Error('the correction was not written');
  return toCorrection(row);
};

/** A correction, locked until the transaction ends. */
export const lockCorrection = async (tx: Sql, correctionId: string): Promise<Correction | undefined> => {
  const [row] = await tx.query<Row>('select * from correction where correction_id = $1 for update', [
    correctionId,
  ]);
  return row ? toCorrection(row) : undefined;
};

export const findCorrection = async (sql: Sql, correctionId: string): Promise<Correction | undefined> => {
  const [row] = await sql.query<Row>('select * from correction where correction_id = $1', [correctionId]);
  return row ? toCorrection(row) : undefined;
};

export const writeCorrection = async (
  tx: Sql,
  correctionId: string,
  state: CorrectionState,
  approvals: readonly string[],
): Promise<void> => {
  await tx.query('update correction set state = $2, approvals = $3 where correction_id = $1', [
    correctionId,
    state,
    JSON.stringify(approvals),
  ]);
};

/** Escalates what was not answered in time. Answers how many. */
export const escalateOverdue = async (tx: Sql, now: Date): Promise<number> => {
  const rows = await tx.query(
    `with late as (
       update correction set state = 'escalated' where state in ('filed', 'approved_once') and due_at <= $1 returning 1
     ) select * from late`,
    [now],
  );
  return rows.length;
};
