import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `create table consent (
     code_ref text not null references code,
     id bigint generated always as identity,
     given_at timestamptz not null,
     channel text,
     version text,
     primary key (code_ref, id)
   )`,
  // Until now a code kept the channel of the first application for it, and the consent of the last.
  `insert into consent (code_ref, given_at, channel, version)
     select code_ref, applied_at, channel, case when consent_at = applied_at then consent_version end from code`,
  `insert into consent (code_ref, given_at, version)
     select code_ref, consent_at, consent_version from code where consent_at <> applied_at`,
  'alter table code drop column channel, drop column consent_version, drop column consent_at',
];

const DOWN = [
  'alter table code add column channel text, add column consent_version text, add column consent_at timestamptz',
  `update code set channel = first.channel
     from (select distinct on (code_ref) code_ref, channel from consent order by code_ref, id) as first
    where first.code_ref = code.code_ref`,
  `update code set consent_version = last.version, consent_at = last.given_at
     from (select distinct on (code_ref) * from consent order by code_ref, id desc) as last
    where last.code_ref = code.code_ref`,
  `alter table code alter column channel set not null,
     alter column consent_version set not null, alter column consent_at set not null`,
  'drop table consent',
];

/** Each application's consent and channel; null is what was not kept of it. */
export class Consents2026112915 implements MigrationInterface {
  name = 'Consents2026112915';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
