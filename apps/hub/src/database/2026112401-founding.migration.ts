import type { MigrationInterface, QueryRunner } from 'typeorm';

const PARTITIONS = 8;

const partitionsOf = (table: string): string[] =>
  Array.from(
    { length: PARTITIONS },
    (_, part) =>
      `create table ${table}_${part} partition of ${table} for values with (modulus ${PARTITIONS}, remainder ${part})`,
  );

/** Tables of the hub's spine. Every hot table has its partition key in its primary key. */
export class Founding2026112401 implements MigrationInterface {
  name = 'Founding2026112401';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...RECORDS, ...DECISIONS, ...MEMBERS, ...TRAVEL]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table code_record, feed, decision, artefact, member, manifest_person, manifest, arrival, founding',
    );
  }
}

const RECORDS = [
  `create table code_record (
     code_ref text not null,
     issuer text not null,
     scheme text,
     subject text,
     version bigint not null,
     record jsonb,
     primary key (code_ref)
   ) partition by hash (code_ref)`,
  ...partitionsOf('code_record'),
  `create table feed (
     issuer text primary key,
     complete_at timestamptz not null
   )`,
];

const DECISIONS = [
  `create table decision (
     decision_id text not null,
     code_ref text,
     decided_at timestamptz not null,
     body text not null,
     used jsonb not null,
     engine text not null,
     primary key (decision_id)
   ) partition by hash (decision_id)`,
  ...partitionsOf('decision'),
  'create index decision_by_time on decision (decided_at)',
  `create table artefact (
     digest text primary key,
     kind text not null,
     content jsonb not null
   )`,
];

const MEMBERS = [
  'create table founding (id text primary key)',
  `create table member (
     division text primary key,
     path smallint not null check (path in (1, 2, 3)),
     version integer not null,
     changed_at timestamptz not null
   )`,
];

const TRAVEL = [
  `create table manifest (
     manifest_id text primary key,
     origin text not null,
     destination text not null,
     departure timestamptz not null,
     employers jsonb not null
   )`,
  `create table manifest_person (
     manifest_id text not null references manifest,
     place integer not null,
     code_ref text not null,
     employer text,
     state text not null check (state in ('cleared', 'refused', 'pending')),
     decision_id text not null,
     primary key (manifest_id, place)
   )`,
  'create index manifest_person_by_code on manifest_person (code_ref)',
  `create table arrival (
     arrival_id text not null,
     code_ref text not null,
     destination text not null,
     shared_with text,
     share_version integer not null default 0,
     stay_from timestamptz not null,
     stay_until timestamptz not null,
     ended_at timestamptz,
     primary key (code_ref, arrival_id)
   )`,
  'create index arrival_by_end on arrival (stay_until) where ended_at is null',
];
