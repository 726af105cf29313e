import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { StartError } from '../config/start-error.ts';
import { freshName, onServer, serverUrl } from '../testing/fresh-database.ts';
import { openDatabase } from './data-source.ts';
import { ensureDatabase } from './ensure-database.ts';

class First20260101 implements MigrationInterface {
  name = 'First20260101';
  up = (runner: QueryRunner): Promise<unknown> => runner.query('create table thing (id int)');
  down = (runner: QueryRunner): Promise<unknown> => runner.query('drop table thing');
}

class Second20260102 implements MigrationInterface {
  name = 'Second20260102';
  up = (runner: QueryRunner): Promise<unknown> => runner.query('alter table thing add name text');
  down = (runner: QueryRunner): Promise<unknown> => runner.query('alter table thing drop name');
}

class Broken20260103 implements MigrationInterface {
  name = 'Broken20260103';
  up = async (runner: QueryRunner): Promise<void> => {
    await runner.query('drop table thing');
    await runner.query('create table');
  };
  down = async (): Promise<void> => undefined;
}

let name: string;
beforeEach(() => void (name = freshName()));
afterEach(() => onServer(`drop database if exists ${name} with (force)`));

const open = (...migrations: (new () => MigrationInterface)[]) =>
  openDatabase({ server: serverUrl(), name, migrations, poolSize: 3 });

describe('opening a database', () => {
  it('runs what it has not seen, in order, once', async () => {
    await (await open(First20260101)).close();
    const database = await open(First20260101, Second20260102);
    expect(await database.sql.query('select name from schema_migration order by applied_at')).toEqual([
      { name: 'First20260101' },
      { name: 'Second20260102' },
    ]);
    await database.close();
  });

  it('is safe for many at once', async () => {
    const opened = await Promise.all(Array.from({ length: 4 }, () => open(First20260101, Second20260102)));
    expect(await opened[0]?.sql.query('select * from schema_migration')).toHaveLength(2);
    await Promise.all(opened.map((database) => database.close()));
  });

  it('keeps nothing of a migration that fails, and names it', async () => {
    const opening = open(First20260101, Broken20260103);
    await expect(opening).rejects.toThrow(/cannot be brought up to date: Broken20260103: syntax error/);
    const database = await open(First20260101);
    expect(await database.sql.query('select * from thing')).toEqual([]);
    await database.close();
  });

  it('makes a database that is not there, also twice at once', async () => {
    const urls = await Promise.all([ensureDatabase(serverUrl(), name), ensureDatabase(serverUrl(), name)]);
    expect(urls[0]).toBe(urls[1]);
    await (await open()).close();
  });

  it('says in one sentence that there is no server', async () => {
    const opening = ensureDatabase('postgres://nobody@127.0.0.1:1/postgres', 'huren_hub');
    await expect(opening).rejects.toThrow(StartError);
    await expect(opening).rejects.toThrow(/DATABASE_URL: the database huren_hub cannot be reached/);
  });
});
