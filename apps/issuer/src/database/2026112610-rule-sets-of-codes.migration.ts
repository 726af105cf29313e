import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By which version of its issuer's rules a code was last assessed; null: it is learnt at the next assessment. */
export class RuleSetsOfCodes2026112610 implements MigrationInterface {
  name = 'RuleSetsOfCodes2026112610';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table code add column rule_set text');
    await runner.query('create index code_by_rule_set on code (issuer, scheme, rule_set)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table code drop column rule_set');
  }
}
