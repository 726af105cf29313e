import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A feed is known complete by its publisher's word, or by what was handed in: by the earlier where there are both. */
export class Feeds2026112505 implements MigrationInterface {
  name = 'Feeds2026112505';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'alter table feed alter column complete_at drop not null, add column handed_in_at timestamptz',
    );
    // What stood here was the hub's own lag, not the publishers' word.
    await runner.query('update feed set complete_at = null');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('delete from feed where complete_at is null');
    await runner.query('alter table feed alter column complete_at set not null, drop column handed_in_at');
  }
}
