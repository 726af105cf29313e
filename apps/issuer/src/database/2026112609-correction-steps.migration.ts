import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  // Whose reason is disputed; `addressee` is who must answer now.
  'alter table correction add column stated_by text',
  'update correction set stated_by = addressee',
  'alter table correction alter column stated_by set not null',
  'alter table correction add column version integer not null default 1',
  `alter table correction add column steps jsonb not null default '[]'`,
  `update correction set steps = (
     select coalesce(jsonb_agg(jsonb_build_object(
       'step', 'approve', 'by', approver, 'at', filed_at, 'authority', addressee)), '[]')
       from jsonb_array_elements_text(approvals) as approver)`,
  'alter table correction drop column approvals',
  'create index correction_by_addressee on correction (addressee, filed_at, correction_id)',
  `create index correction_by_due on correction (due_at) where state in ('filed', 'approved_once')`,
];

/** Who took each step of a correction, whose reason it disputes, and what its addressee's list is read by. */
export class CorrectionSteps2026112609 implements MigrationInterface {
  name = 'CorrectionSteps2026112609';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index correction_by_due, correction_by_addressee');
    await runner.query(`alter table correction add column approvals jsonb not null default '[]'`);
    await runner.query(`update correction set approvals = (
      select coalesce(jsonb_agg(one -> 'by'), '[]') from jsonb_array_elements(steps) as one
       where one ->> 'step' = 'approve')`);
    await runner.query(
      'alter table correction drop column steps, drop column version, drop column stated_by',
    );
  }
}
