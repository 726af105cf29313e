import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is being asked about before there is a code; how often a code could not be assessed. */
export class AskingAndTrying2026112607 implements MigrationInterface {
  name = 'AskingAndTrying2026112607';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table awaited_subject (subject text primary key, until timestamptz not null)');
    await runner.query('alter table code add column failures integer not null default 0');
    await runner.query('create index code_by_failures on code (failures) where failures > 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table code drop column failures');
    await runner.query('drop table awaited_subject');
  }
}
