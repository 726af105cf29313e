import { appendToOutbox, draftOf, memberTopic } from '@huren/events';
import type { MemberEvent, Sql } from '@huren/events';
import { chinaTime } from '@huren/standard';

/** Tells everybody the paths of members, in the caller's transaction, which holds their rows. */
export const announceMembers = async (tx: Sql, members: readonly MemberEvent[], now: Date): Promise<void> => {
  const attributes = { source: '/hub', time: chinaTime(now) };
  await appendToOutbox(
    tx,
    members.map((data) => draftOf(memberTopic, { ...attributes, data })),
  );
};

/** Tells all paths as they are, once for the life of the database; from then on each change is told. */
export const announceAllMembers = async (tx: Sql, now: Date): Promise<void> => {
  const claimed = await tx.query(
    `insert into founding (id) values ('members') on conflict do nothing returning id`,
  );
  if (claimed.length === 0) return;
  const members = await tx.query<MemberEvent>(
    'select division, path, version from member order by division for update',
  );
  await announceMembers(tx, members, now);
};
