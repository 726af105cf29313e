import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A level is kept with the scheme's version, its thresholds and the figures: it can be come to again. */
export class Gradings2026112604 implements MigrationInterface {
  name = 'Gradings2026112604';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table region_level
      add column scheme_version integer not null default 1,
      add column thresholds jsonb not null default '${FEBRUARY_2020}',
      add column figures jsonb`);
    await runner.query(`alter table region_level
      alter column scheme_version drop default, alter column thresholds drop default`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'alter table region_level drop column scheme_version, drop column thresholds, drop column figures',
    );
  }
}

/** By these every level was given until now. */
const FEBRUARY_2020 = JSON.stringify({
  days: 14,
  mediumFromNew: 1,
  highFromTotal: 51,
  highNeedsCluster: true,
});
