import type { MigrationInterface, QueryRunner } from 'typeorm';

/** On whose word a key has ended before its time: the signature of a key of its party, or an operator and why. */
export class EndedKeys2026112813 implements MigrationInterface {
  name = 'EndedKeys2026112813';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table party_key add column ended jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table party_key drop column ended');
  }
}
