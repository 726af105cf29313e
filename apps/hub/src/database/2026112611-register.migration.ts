import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every revision of what the public register tells, as the bus brought it; nothing is ever overwritten. */
export class Register2026112611 implements MigrationInterface {
  name = 'Register2026112611';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table register_entry (
         kind text not null check (kind in ('agreement', 'rule_set', 'level', 'member', 'value_set')),
         key text not null,
         revision integer not null,
         recorded_at timestamptz not null,
         sequence bigint,
         digest text not null,
         data jsonb not null,
         primary key (kind, key, revision)
       )`,
    );
    await runner.query('create index register_entry_by_digest on register_entry (digest)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table register_entry');
  }
}
