import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A fact that was withdrawn may be reported again: each time is an entry of its own, one at most in force. */
export class FactEntries2026112505 implements MigrationInterface {
  name = 'FactEntries2026112505';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table person_fact
      add column entry integer not null default 1,
      drop constraint person_fact_pkey,
      add primary key (subject, fact_id, entry)`);
    await runner.query(
      'create unique index person_fact_in_force on person_fact (subject, fact_id) where withdrawn_at is null',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index person_fact_in_force');
    await runner.query('delete from person_fact where entry > 1');
    await runner.query(`alter table person_fact
      drop constraint person_fact_pkey,
      drop column entry,
      add primary key (subject, fact_id)`);
  }
}
