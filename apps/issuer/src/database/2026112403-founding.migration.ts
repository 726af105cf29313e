import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  `create table code (
     code_ref text primary key,
     issuer text not null,
     scheme text not null,
     subject text not null,
     channel text not null,
     document_type text not null,
     masked_name text not null,
     masked_number text not null,
     consent_version text not null,
     consent_at timestamptz not null,
     applied_at timestamptz not null,
     facts_asked boolean not null,
     record jsonb,
     version integer not null default 0,
     next_change_at timestamptz,
     unique (issuer, scheme, subject)
   )`,
  'create index code_by_subject on code (subject)',
  'create index code_by_change on code (next_change_at) where next_change_at is not null',
  `create table health_declaration (
     code_ref text primary key references code,
     declared_at timestamptz not null,
     answers jsonb not null
   )`,
  `create table stay (
     code_ref text not null references code,
     place text not null,
     left_on date not null,
     division text,
     country text,
     primary key (code_ref, place, left_on)
   )`,
  'create index stay_by_division on stay (division)',
  `create table itinerary (
     code_ref text primary key references code,
     declared_at timestamptz not null
   )`,
  `create table subject_facts (
     subject text primary key,
     version integer not null,
     facts jsonb not null
   )`,
  `create table region_level (
     division text primary key,
     version integer not null,
     level text not null
   )`,
  `create table correction (
     correction_id text primary key,
     code_ref text not null references code,
     kind text not null,
     statement text not null,
     addressee text not null,
     state text not null,
     filed_at timestamptz not null,
     due_at timestamptz not null,
     approvals jsonb not null default '[]'
   )`,
  'create index correction_by_code on correction (code_ref)',
  `create table shared_record (
     shared_with text not null,
     code_ref text not null,
     version integer not null,
     record jsonb,
     until timestamptz,
     primary key (shared_with, code_ref)
   )`,
  `create table decision (
     decision_id text primary key,
     decided_at timestamptz not null,
     body text not null,
     question jsonb not null,
     used jsonb not null
   )`,
];

/** Codes with their holders' pseudonyms, declarations, known facts and levels, corrections, shared records. */
export class Founding2026112403 implements MigrationInterface {
  name = 'Founding2026112403';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `drop table decision, shared_record, correction, region_level, subject_facts, itinerary, stay,
         health_declaration, code`,
    );
  }
}
