import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  `create table region (
     division text primary key,
     version integer not null,
     since timestamptz not null
   )`,
  `create table region_level (
     division text not null references region,
     since timestamptz not null,
     level text not null check (level in ('low', 'medium', 'high')),
     scheme text not null,
     unit text not null,
     recorded_at timestamptz not null,
     primary key (division, since)
   )`,
  `create table subject (
     subject text primary key,
     version integer not null
   )`,
  `create table person_fact (
     subject text not null references subject,
     fact_id text not null,
     reason jsonb not null,
     recorded_at timestamptz not null,
     withdrawn_at timestamptz,
     withdrawn_because text,
     primary key (subject, fact_id)
   )`,
  'create index person_fact_by_id on person_fact (fact_id)',
];

/** Levels of divisions with their periods, and facts of subjects. */
export class Founding2026112402 implements MigrationInterface {
  name = 'Founding2026112402';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table person_fact, subject, region_level, region');
  }
}
