import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Agreements and rule sets as their parties handle them: the life of each, its versions, every act with its signatures,
 * and the keys by which people sign.
 */
export class Instruments2026112621 implements MigrationInterface {
  name = 'Instruments2026112621';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table party_key, instrument_act, instrument_version, instrument');
    await runner.query(`delete from register_entry where kind = 'party_key'`);
    await runner.query('alter table register_entry drop constraint register_entry_kind_check');
    await runner.query(kinds(`'agreement', 'rule_set', 'level', 'member', 'value_set'`));
  }
}

const kinds = (list: string): string =>
  `alter table register_entry add constraint register_entry_kind_check check (kind in (${list}))`;

const UP = [
  `create table instrument (
     kind text not null check (kind in ('agreement', 'rule_set')),
     id text not null,
     life jsonb not null,
     due_at timestamptz,
     primary key (kind, id)
   )`,
  'create index instrument_due on instrument (due_at) where due_at is not null',
  `create table instrument_version (
     kind text not null,
     id text not null,
     version integer not null,
     terms jsonb not null,
     findings jsonb not null,
     revision integer not null,
     published jsonb,
     primary key (kind, id, version),
     foreign key (kind, id) references instrument
   )`,
  `create table instrument_act (
     kind text not null,
     id text not null,
     serial integer not null,
     version integer not null,
     act text not null,
     by_party text not null,
     at timestamptz not null,
     content jsonb,
     signatures jsonb not null,
     primary key (kind, id, serial),
     foreign key (kind, id) references instrument
   )`,
  `create table party_key (
     kid text primary key,
     party text not null,
     key jsonb not null,
     revision integer not null,
     development boolean not null
   )`,
  'create index party_key_by_party on party_key (party)',
  'alter table register_entry drop constraint register_entry_kind_check',
  kinds(`'agreement', 'rule_set', 'level', 'member', 'value_set', 'party_key'`),
];
