import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Stays follow their member's path: what was shared is counted apart from them, as they may change hands. */
export class FollowingPaths2026112602 implements MigrationInterface {
  name = 'FollowingPaths2026112602';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index arrival_by_destination');
    await runner.query('alter table member drop column stays_follow');
    await runner.query('alter table arrival add column share_version integer not null default 0');
    await runner.query(`update arrival set share_version = share.version from share
      where share.code_ref = arrival.code_ref and share.shared_with = arrival.shared_with`);
    await runner.query('drop table share');
  }
}

const STATEMENTS = [
  `create table share (
     code_ref text not null,
     shared_with text not null,
     version integer not null,
     primary key (code_ref, shared_with)
   )`,
  `insert into share select code_ref, shared_with, max(share_version) from arrival
    where shared_with is not null group by code_ref, shared_with`,
  'alter table arrival drop column share_version',
  // The version of the member's path that open stays have followed.
  'alter table member add column stays_follow integer not null default 0',
  'create index arrival_by_destination on arrival (destination, shared_with) where ended_at is null',
];
