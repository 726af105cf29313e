import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An issuer's decisions are listed by their time, those that stand and those that were erased. */
export class DecisionsByTime2026112812 implements MigrationInterface {
  name = 'DecisionsByTime2026112812';

  async up(runner: QueryRunner): Promise<void> {
    for (const [name, which] of INDEXES)
      await runner.query(
        `create index ${name} on decision (issuer, decided_at, decision_id) where erased_at is ${which}`,
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [name] of INDEXES) await runner.query(`drop index ${name}`);
  }
}

const INDEXES = [
  ['decision_of_issuer_by_time', 'null'],
  ['decision_of_issuer_erased_by_time', 'not null'],
] as const;
