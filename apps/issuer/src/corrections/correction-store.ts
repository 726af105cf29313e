import { appendToOutbox, correctionTopic, draftOf } from '@huren/events';
import type { CorrectionState, Sql } from '@huren/events';
import { chinaTime } from '@huren/standard';
import type { CodeRef, DivisionCode, ReasonKind } from '@huren/standard';
import { toEvent } from './correction.ts';
import type { Correction, TakenStep } from './correction.ts';

type Row = {
  correction_id: string;
  version: number;
  code_ref: CodeRef;
  kind: ReasonKind;
  statement: string;
  stated_by: DivisionCode;
  addressee: DivisionCode;
  state: CorrectionState;
  filed_at: Date;
  due_at: Date;
  steps: TakenStep[];
};

const toCorrection = (row: Row): Correction => ({
  correctionId: row.correction_id,
  version: row.version,
  codeRef: row.code_ref,
  kind: row.kind,
  statement: row.statement,
  statedBy: row.stated_by,
  addressee: row.addressee,
  state: row.state,
  filedAt: row.filed_at,
  dueAt: row.due_at,
  steps: row.steps,
});

/** Writes a correction as it is now, with its event: filed, escalated, approved or decided. */
export const writeCorrection = async (tx: Sql, correction: Correction, at: Date): Promise<void> => {
  const { correctionId, version, codeRef, kind, statement, statedBy, addressee, state } = correction;
  await tx.query(
    `insert into correction (correction_id, version, code_ref, kind, statement, stated_by, addressee, state,
                             filed_at, due_at, steps)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     on conflict (correction_id) do update set version = excluded.version, addressee = excluded.addressee,
       state = excluded.state, steps = excluded.steps`,
    [
      correctionId,
      version,
      codeRef,
      kind,
      statement,
      statedBy,
      addressee,
      state,
      correction.filedAt,
      correction.dueAt,
      JSON.stringify(correction.steps),
    ],
  );
  const source = `/issuers/${codeRef.slice(0, 6)}`;
  await appendToOutbox(tx, [
    draftOf(correctionTopic, { source, time: chinaTime(at), data: toEvent(correction) }),
  ]);
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

/** What was not answered in time, locked; what somebody else holds is left to them. */
export const lockOverdue = async (tx: Sql, now: Date, limit: number): Promise<Correction[]> => {
  const rows = await tx.query<Row>(
    `select * from correction where state in ('filed', 'approved_once') and due_at <= $1
      order by due_at limit $2 for update skip locked`,
    [now, limit],
  );
  return rows.map(toCorrection);
};

/** Which corrections of an addressee: in some states, of a kind, after one of them; in the order in which they came. */
export type Selection = {
  readonly states: readonly CorrectionState[];
  readonly kind?: ReasonKind | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
};

export const listCorrections = async (
  sql: Sql,
  addressee: string,
  { states, kind, after, limit }: Selection,
): Promise<Correction[]> => {
  const rows = await sql.query<Row>(
    `select * from correction
      where addressee = $1 and state = any($2::text[]) and ($3::text is null or kind = $3)
        and ($4::text is null or (filed_at, correction_id) >
             (select filed_at, correction_id from correction where correction_id = $4))
      order by filed_at, correction_id limit $5`,
    [addressee, states, kind ?? null, after ?? null, limit],
  );
  return rows.map(toCorrection);
};
