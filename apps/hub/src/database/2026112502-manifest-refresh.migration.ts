import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When an open manifest was last looked at, and by what knowledge. */
export class ManifestRefresh2026112502 implements MigrationInterface {
  name = 'ManifestRefresh2026112502';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table manifest
      add column looked_at timestamptz not null default '-infinity',
      add column knowledge text not null default ''`);
    await runner.query('create index manifest_by_departure on manifest (departure)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index manifest_by_departure');
    await runner.query('alter table manifest drop column looked_at, drop column knowledge');
  }
}
