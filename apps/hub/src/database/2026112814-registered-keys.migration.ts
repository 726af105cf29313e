import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * On whose word a key was registered: the signature of a key of its party, or an operator and why. And no public key is
 * registered twice: of those that were, the one that is first by its name has it.
 */
export class RegisteredKeys2026112814 implements MigrationInterface {
  name = 'RegisteredKeys2026112814';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'alter table party_key add column registered jsonb, add column public_key text unique',
    );
    await runner.query(
      `update party_key set public_key = key ->> 'publicKey'
        where kid in (select distinct on (key ->> 'publicKey') kid from party_key order by key ->> 'publicKey', kid)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table party_key drop column registered, drop column public_key');
  }
}
