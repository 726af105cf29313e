import type { Sql } from '@huren/events';
import type { Path } from '@huren/recognition';
import { ancestry } from '@huren/standard';
import type { DivisionCode } from '@huren/standard';
import founding from './founding-members.json' with { type: 'json' };

/** The path of a destination that is no member and lies in none. */
const DEFAULT_PATH: Path = 2;

/** The paths of destinations: a member's own, else its city's, else its province's. */
export const pathsOf = async (
  sql: Sql,
  destinations: readonly DivisionCode[],
): Promise<(code: DivisionCode) => Path> => {
  const codes = [...new Set(destinations.flatMap(ancestry))];
  const rows = await sql.query<{ division: DivisionCode; path: Path }>(
    'select division, path from member where division = any($1::text[])',
    [codes],
  );
  const paths = new Map(rows.map(({ division, path }) => [division, path]));
  return (code) =>
    ancestry(code)
      .map((one) => paths.get(one))
      .find((path) => path !== undefined) ?? DEFAULT_PATH;
};

/** Writes the founding members where there are none yet. */
export const foundMembers = async (tx: Sql, now: Date): Promise<void> => {
  const rows = ([1, 2, 3] as const).flatMap((path) =>
    founding[`path${path}`].map((division) => ({ division, path })),
  );
  await tx.query(
    `insert into member (division, path, version, changed_at)
     select division, path, 1, $3 from unnest($1::text[], $2::smallint[]) as t (division, path)
     on conflict do nothing`,
    [rows.map(({ division }) => division), rows.map(({ path }) => path), now],
  );
};
