import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Simulations: what was asked, how far they are, and what came of them. */
export class Simulation2026112632 implements MigrationInterface {
  name = 'Simulation2026112632';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table simulation (
         simulation_id text primary key,
         state text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
         asked jsonb not null,
         begun_at timestamptz not null,
         ended_at timestamptz,
         lease_until timestamptz not null,
         total bigint not null default 0,
         examined bigint not null default 0,
         changed bigint not null default 0,
         report jsonb,
         digest text,
         error text,
         check ((state = 'done') = (report is not null) and (report is null) = (digest is null))
       )`,
    );
    await runner.query('create index simulation_by_digest on simulation (digest) where digest is not null');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table simulation');
  }
}
