import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of an erased decision the digest stays, with the moment and the grounds. */
export class ErasedDecisions2026112611 implements MigrationInterface {
  name = 'ErasedDecisions2026112611';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table decision
      alter column body drop not null,
      alter column question drop not null,
      alter column used drop not null,
      add column digest text,
      add column erased_at timestamptz,
      add column erased_because text,
      add check ((erased_at is null) = (body is not null) and (erased_at is null) = (digest is null))`);
    await runner.query('create index decision_kept_by_time on decision (decided_at) where erased_at is null');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index decision_kept_by_time');
    await runner.query('delete from decision where erased_at is not null');
    await runner.query(`alter table decision
      drop column digest, drop column erased_at, drop column erased_because,
      alter column body set not null, alter column question set not null, alter column used set not null`);
  }
}
