import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import { startDatabases, type TestDatabases } from '../testing/databases.ts';
import { textArray } from './text-array.ts';

describe('an array of texts as a parameter', () => {
  let databases: TestDatabases;
  let pool: Pool;
  beforeAll(async () => {
    databases = await startDatabases();
    ({ pool } = await databases.service());
  }, 60_000);
  afterAll(() => databases.stop());

  it.each([
    ['none', []],
    ['one', ['']],
    ['texts that the text format has to escape', ['{"a":"\\"解释\\n"}', 'NULL', '{}', ',', "'"]],
    ['thousands', Array.from({ length: 5_000 }, (_, n) => `{"n":${n},"text":"互认"}`)],
  ])('of %s arrives as it was', async (_what, texts) => {
    const { rows } = await pool.query<{ texts: string[] }>('select $1::text[] as texts', [
      textArray(texts.map((text) => Buffer.from(text))),
    ]);
    expect(rows[0]?.texts).toEqual(texts);
  });
});
