import { testDatabase } from '@huren/testing';
import type { TestDatabase } from '@huren/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Consents2026112915 } from './2026112915-consents.migration.ts';
import { issuerMigrations } from './migrations.ts';

let database: TestDatabase;

beforeAll(async () => {
  const migrations = issuerMigrations.slice(0, issuerMigrations.indexOf(Consents2026112915));
  database = await testDatabase({ migrations });
});
afterAll(() => database.drop());

const [FIRST, LAST] = [new Date('2020-03-16T01:00:00Z'), new Date('2020-03-18T01:00:00Z')];

const codes = () => database.sql.query('select * from code order by code_ref');

it('consents of before are kept as far as they are known, and can be taken back', async () => {
  for (const [codeRef, consentAt] of [
    ['once', FIRST],
    ['again', LAST],
  ] as const)
    await database.sql.query(
      `insert into code (code_ref, issuer, scheme, subject, channel, document_type, masked_name, masked_number,
                         consent_version, consent_at, applied_at, facts_asked)
       values ($1, '420000', 'domestic', $1, 'ehuiban_app', 'resident_id', '试', '42', '2020-02', $2, $3, true)`,
      [codeRef, consentAt, FIRST],
    );
  const before = await codes();
  const runner = database.dataSource.createQueryRunner();
  const migration = new Consents2026112915();
  await migration.up(runner);
  expect(
    await database.sql.query(
      'select code_ref, given_at, channel, version from consent order by given_at, code_ref',
    ),
  ).toEqual([
    { code_ref: 'again', given_at: FIRST, channel: 'ehuiban_app', version: null },
    { code_ref: 'once', given_at: FIRST, channel: 'ehuiban_app', version: '2020-02' },
    { code_ref: 'again', given_at: LAST, channel: null, version: '2020-02' },
  ]);
  await migration.down(runner);
  await runner.release();
  expect(await codes()).toEqual(before);
});
