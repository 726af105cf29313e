import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a rebuild of the record index needs: which rows it need not look at, and where it gathers the topic. */
export class IndexRebuild2026112503 implements MigrationInterface {
  name = 'IndexRebuild2026112503';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table index_rebuild, code_record_gathered');
    await runner.query('alter table code_record drop column generation');
  }
}

const STATEMENTS = [
  'alter table code_record add column generation integer not null default 0',
  `create table index_rebuild (
     generation integer generated always as identity primary key,
     state text not null check (state in ('waiting', 'gathering', 'merging', 'done', 'failed')),
     started_at timestamptz not null default clock_timestamp(),
     lease_until timestamptz not null,
     finished_at timestamptz,
     counts jsonb,
     error text
   )`,
  `create table code_record_gathered (
     code_ref text primary key,
     version bigint not null,
     state jsonb
   )`,
];
