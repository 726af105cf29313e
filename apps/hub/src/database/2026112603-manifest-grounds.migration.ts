import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a person's kept decision rests on: a decision that rests on something else takes its place. */
export class ManifestGrounds2026112603 implements MigrationInterface {
  name = 'ManifestGrounds2026112603';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table manifest_person add column grounds text not null default ''`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table manifest_person drop column grounds');
  }
}
