import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Under which name a code was applied for, as a keyed digest; when its holder last declared a contact. */
export class HolderNames2026112505 implements MigrationInterface {
  name = 'HolderNames2026112505';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table code add column name_mac text');
    await runner.query('alter table health_declaration add column contact_declared_at timestamptz');
    await runner.query(`update health_declaration set contact_declared_at = declared_at
      where (answers ->> 'closeContact')::boolean`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table health_declaration drop column contact_declared_at');
    await runner.query('alter table code drop column name_mac');
  }
}
