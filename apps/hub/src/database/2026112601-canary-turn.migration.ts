import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which canary each running hub last sent: its row's lock makes them go out in their order. */
export class CanaryTurn2026112601 implements MigrationInterface {
  name = 'CanaryTurn2026112601';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table canary_turn (
      hub uuid primary key,
      version bigint not null,
      sent_at timestamptz not null default clock_timestamp()
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table canary_turn');
  }
}
