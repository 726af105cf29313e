import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a rebuild gathers is its own: one that was broken off and wakes writes into nobody else's. */
export class GatheredGenerations2026112821 implements MigrationInterface {
  name = 'GatheredGenerations2026112821';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('truncate code_record_gathered');
    await runner.query(
      `alter table code_record_gathered add column generation integer not null,
         drop constraint code_record_gathered_pkey, add primary key (generation, code_ref)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('truncate code_record_gathered');
    await runner.query(
      `alter table code_record_gathered drop constraint code_record_gathered_pkey,
         drop column generation, add primary key (code_ref)`,
    );
  }
}
