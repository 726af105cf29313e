import type { Sql } from '@huren/events';
import type { SimulationAsked } from './simulation.ts';
import type { Slice } from './read-cases.ts';

/** Decisions of a slice, as nearly as those of one moment allow. */
const SLICE = 2000;

const WINDOW = 'decided_at >= $1 and decided_at < $2';

/** The window in slices of about the same number of decisions, how many stand in it, and how many were erased. */
export const slicesOf = async (
  sql: Sql,
  { from, to }: SimulationAsked['window'],
): Promise<{ slices: Slice[]; total: number; erased: number }> => {
  const [counts] = await sql.query<{ total: number; erased: number }>(
    `select (select count(*) from decision where erased_at is null and ${WINDOW})::int as total,
            (select count(*) from decision where erased_at is not null and ${WINDOW})::int as erased`,
    [from, to],
  );
  const { total = 0, erased = 0 } = counts ?? {};
  const parts = Math.ceil(total / SLICE);
  if (parts < 2) return { slices: total === 0 ? [] : [{ from, to }], total, erased };
  const fractions = Array.from({ length: parts - 1 }, (_, at) => (at + 1) / parts);
  const [row] = await sql.query<{ cuts: string[] }>(
    `select percentile_disc($3::float8[]) within group (order by decided_at)::text[] as cuts
       from decision where erased_at is null and ${WINDOW}`,
    [from, to, fractions],
  );
  const cuts = [...new Set(row?.cuts ?? [])];
  const ends = [from, ...cuts, to];
  return { slices: ends.slice(1).map((end, at) => ({ from: ends[at] ?? from, to: end })), total, erased };
};
