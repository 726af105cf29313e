import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose decision each is: the province in which its destination lies. */
export class DecisionsOfIssuers2026112606 implements MigrationInterface {
  name = 'DecisionsOfIssuers2026112606';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table decision add column issuer text');
    await runner.query(`update decision set issuer = left(question ->> 'destination', 2) || '0000'`);
    await runner.query('alter table decision alter column issuer set not null');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table decision drop column issuer');
  }
}
