import type { Sql } from '@huren/events';
import type { Path } from '@huren/recognition';
import { ancestry } from '@huren/standard';
import type { DivisionCode } from '@huren/standard';
import founding from './founding-members.json' with { type: 'json' };

/** The path of a destination that is no member and lies in none. */
const DEFAULT_PATH: Path = 2;

type PathOf = (code: DivisionCode) => Path;

/** The paths of destinations: a member's own, else its city's, else its province's. */
export const pathsOf = (sql: Sql, destinations: readonly DivisionCode[]): Promise<PathOf> =>
  readPaths(sql, destinations, '');

/** The same, and they stay so until the transaction ends. */
export const pathsHeld = (tx: Sql, destinations: readonly DivisionCode[]): Promise<PathOf> =>
  readPaths(tx, destinations, 'order by division for share');

const readPaths = async (sql: Sql, destinations: readonly DivisionCode[], held: string): Promise<PathOf> => {
  const codes = [...new Set(destinations.flatMap(ancestry))];
  const rows = await sql.query<{ division: DivisionCode; path: Path }>(
    `select division, path from member where division = any($1::text[]) ${held}`,
    [codes],
  );
  const paths = new Map(rows.map(({ division, path }) => [division, path]));
  return (code) =>
    ancestry(code)
      .map((one) => paths.get(one))
      .find((path) => path !== undefined) ?? DEFAULT_PATH;
};

export type ChangedMember = { readonly division: DivisionCode; readonly version: number };

/** Members whose path stays have not followed yet. */
export const membersToFollow = (sql: Sql): Promise<ChangedMember[]> =>
  sql.query<ChangedMember>('select division, version from member where stays_follow < version order by 1');

/** Stays have followed the paths of members as they were in these versions. */
export const noteFollowed = async (sql: Sql, members: readonly ChangedMember[]): Promise<void> => {
  await sql.query(
    `update member set stays_follow = greatest(stays_follow, t.version)
       from unnest($1::text[], $2::int[]) as t (division, version) where member.division = t.division`,
    [members.map(({ division }) => division), members.map(({ version }) => version)],
  );
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
