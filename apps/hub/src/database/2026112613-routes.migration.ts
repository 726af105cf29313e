import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Routes that somebody follows, and what was told of each. */
export class Routes2026112613 implements MigrationInterface {
  name = 'Routes2026112613';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table route_subscription (
        subscription_id uuid primary key,
        state text not null,
        revision int not null,
        route jsonb not null,
        standing jsonb not null,
        next jsonb not null,
        due_at timestamptz
      )`);
    await runner.query(
      `create index route_subscription_due on route_subscription (due_at) where state = 'followed'`,
    );
    await runner.query(`
      create table route_told (
        subscription_id uuid not null references route_subscription,
        revision int not null,
        at timestamptz not null,
        standing jsonb not null,
        next jsonb not null,
        primary key (subscription_id, revision)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table route_told, route_subscription');
  }
}
