import type { Sql } from '@huren/events';
import type { CodeRef, DivisionCode, IssuerCode } from '@huren/standard';

/** A holder's intent to travel, and with which path-1 province the record is shared for it. */
export type Arrival = {
  readonly arrivalId: string;
  readonly codeRef: CodeRef;
  readonly destination: DivisionCode;
  readonly sharedWith: IssuerCode | null;
  readonly stayUntil: Date;
};

type Row = {
  arrival_id: string;
  code_ref: CodeRef;
  destination: DivisionCode;
  shared_with: IssuerCode | null;
  stay_until: Date;
};

const toArrival = (row: Row): Arrival => ({
  arrivalId: row.arrival_id,
  codeRef: row.code_ref,
  destination: row.destination,
  sharedWith: row.shared_with,
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

/** Codes with a stay that is over and has not ended; not locked. */
export const codesOfLapsedStays = async (sql: Sql, now: Date, limit: number): Promise<CodeRef[]> => {
  const rows = await sql.query<{ code_ref: CodeRef }>(
    `select distinct code_ref from arrival where ended_at is null and stay_until <= $1
      order by code_ref limit $2`,
    [now, limit],
  );
  return rows.map(({ code_ref }) => code_ref);
};

export const endArrival = async (tx: Sql, { codeRef, arrivalId }: Arrival, now: Date): Promise<void> => {
  await tx.query('update arrival set ended_at = $3 where code_ref = $1 and arrival_id = $2', [
    codeRef,
    arrivalId,
    now,
  ]);
};

/** Another province has the record for a stay than before, or none. */
export const shareArrivalWith = async (
  tx: Sql,
  { codeRef, arrivalId }: Arrival,
  sharedWith: IssuerCode | null,
): Promise<void> => {
  await tx.query('update arrival set shared_with = $3 where code_ref = $1 and arrival_id = $2', [
    codeRef,
    arrivalId,
    sharedWith,
  ]);
};

/** Where open stays are, and with which province their records are shared. */
export const openDestinations = async (
  sql: Sql,
): Promise<{ destination: DivisionCode; sharedWith: IssuerCode | null }[]> =>
  sql.query(
    `select distinct destination, shared_with as "sharedWith" from arrival where ended_at is null
      order by destination`,
  );

/** Codes with an open stay at a destination whose records are shared with another province than is said, or none. */
export const codesSharedOtherwise = async (
  sql: Sql,
  destination: DivisionCode,
  sharedWith: IssuerCode | null,
  limit: number,
): Promise<CodeRef[]> => {
  const rows = await sql.query<{ code_ref: CodeRef }>(
    `select distinct code_ref from arrival
      where ended_at is null and destination = $1 and shared_with is distinct from $2
      order by code_ref limit $3`,
    [destination, sharedWith, limit],
  );
  return rows.map(({ code_ref }) => code_ref);
};

/** The next version of what is shared of a code with a province: one count, whatever becomes of its stays. */
export const nextShareVersion = async (
  tx: Sql,
  codeRef: CodeRef,
  sharedWith: IssuerCode,
): Promise<number> => {
  const [row] = await tx.query<{ version: number }>(
    `insert into share (code_ref, shared_with, version) values ($1, $2, 1)
     on conflict (code_ref, shared_with) do update set version = share.version + 1 returning version`,
    [codeRef, sharedWith],
  );
  if (!row) throw new Error('a version is missing');
  return row.version;
};
