import type { Sql } from '@huren/events';
import type { CodeRef, DivisionCode, IssuerCode } from '@huren/standard';

/** A holder's intent to travel, and with which path-1 province the record is shared for it. */
export type Arrival = {
  readonly arrivalId: string;
  readonly codeRef: CodeRef;
  readonly destination: DivisionCode;
  readonly sharedWith: IssuerCode | null;
  readonly shareVersion: number;
  readonly stayUntil: Date;
};

type Row = {
  arrival_id: string;
  code_ref: CodeRef;
  destination: DivisionCode;
  shared_with: IssuerCode | null;
  share_version: number;
  stay_until: Date;
};

const toArrival = (row: Row): Arrival => ({
  arrivalId: row.arrival_id,
  codeRef: row.code_ref,
  destination: row.destination,
  sharedWith: row.shared_with,
  shareVersion: row.share_version,
  stayUntil: row.stay_until,
});

export const insertArrival = async (tx: Sql, arrival: Arrival, stayFrom: Date): Promise<void> => {
  await tx.query(
    `insert into arrival (arrival_id, code_ref, destination, shared_with, stay_from, stay_until)
     values ($1, $2, $3, $4, $5, $6)`,
    [
      arrival.arrivalId,
      arrival.codeRef,
      arrival.destination,
      arrival.sharedWith,
      stayFrom,
      arrival.stayUntil,
    ],
  );
};

/** Stays of codes that have not ended, locked until the transaction ends. */
export const openArrivals = async (tx: Sql, codeRefs: readonly CodeRef[]): Promise<Arrival[]> => {
  const rows = await tx.query<Row>(
    `select * from arrival where code_ref = any($1::text[]) and ended_at is null
      order by code_ref, arrival_id for update`,
    [codeRefs],
  );
  return rows.map(toArrival);
};

/** Stays that are over but still shared, locked; others' locks are skipped. */
export const lapsedArrivals = async (tx: Sql, now: Date, limit: number): Promise<Arrival[]> => {
  const rows = await tx.query<Row>(
    `select * from arrival where ended_at is null and stay_until <= $1
      order by stay_until limit $2 for update skip locked`,
    [now, limit],
  );
  return rows.map(toArrival);
};

export const endArrival = async (tx: Sql, { codeRef, arrivalId }: Arrival, now: Date): Promise<void> => {
  await tx.query('update arrival set ended_at = $3 where code_ref = $1 and arrival_id = $2', [
    codeRef,
    arrivalId,
    now,
  ]);
};

/** The next version of what is shared of a code with a province: one count over all its stays there. */
export const nextShareVersion = async (
  tx: Sql,
  codeRef: CodeRef,
  sharedWith: IssuerCode,
): Promise<number> => {
  const [row] = await tx.query<{ version: number }>(
    'select coalesce(max(share_version), 0) + 1 as version from arrival where code_ref = $1 and shared_with = $2',
    [codeRef, sharedWith],
  );
  const version = row?.version ?? 1;
  await tx.query('update arrival set share_version = $3 where code_ref = $1 and shared_with = $2', [
    codeRef,
    sharedWith,
    version,
  ]);
  return version;
};
