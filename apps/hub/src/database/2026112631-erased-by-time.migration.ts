import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Erased decisions are listed by their time too, beside those that stand. */
export class ErasedByTime2026112631 implements MigrationInterface {
  name = 'ErasedByTime2026112631';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'create index decision_erased_by_time on decision (decided_at) where erased_at is not null',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index decision_erased_by_time');
  }
}
