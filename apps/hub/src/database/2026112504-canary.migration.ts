import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When each running hub's canary last came back. */
export class Canary2026112504 implements MigrationInterface {
  name = 'Canary2026112504';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table canary (
      hub uuid primary key,
      version bigint not null,
      seen_at timestamptz not null default clock_timestamp()
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table canary');
  }
}
