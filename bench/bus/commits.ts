import type { Client } from 'pg';
import type { Path } from './whole-path.ts';

type Moment = { readonly code_ref: string; readonly at: number };

const MOMENTS = (table: string): string =>
  `select code_ref, extract(epoch from pg_xact_commit_timestamp(xmin))::float8 * 1000 as at from ${table}`;

const momentsOf = async (database: Client, table: string): Promise<Map<string, number>> => {
  const { rows } = await database.query<Moment>(MOMENTS(table));
  return new Map(rows.map(({ code_ref, at }) => [code_ref, at]));
};

/** When each code was committed at its source and in the hub's index, in ms, by the server's own record of commits. */
export const commits = async ({ sent, index }: Path): Promise<{ from: number; to: number }[]> => {
  const [source, hub] = [await momentsOf(sent, 'code'), await momentsOf(index, 'code_record')];
  return [...source].map(([codeRef, from]) => {
    const to = hub.get(codeRef);
    if (to === undefined) throw new Error(`${codeRef} never came to the hub`);
    return { from, to };
  });
};

/** The value below which so large a part of them lies. */
export const percentile = (values: readonly number[], part: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] ?? NaN;
};
