import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isTransient } from '@huren/events';
import type { Sql } from '@huren/events';
import { freshDatabase } from '../testing/fresh-database.ts';
import type { FreshDatabase } from '../testing/fresh-database.ts';
import { isRetriable } from './transactions.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await database.sql.query('create table account (id int primary key, amount int not null)');
  await database.sql.query('insert into account values (1, 0), (2, 0)');
});
afterAll(() => database.drop());

const amounts = async (): Promise<unknown[]> => database.sql.query('select amount from account order by id');

const alive = (tx: Sql): Promise<boolean> =>
  tx.query('select 1').then(
    () => true,
    () => false,
  );

describe('a transaction', () => {
  it('gives the rows of every statement, an update among them', async () => {
    const rows = await database.transactions.run((tx) =>
      tx.query('update account set amount = amount returning id'),
    );
    expect(rows).toEqual([{ id: 1 }, { id: 2 }]);
  });

  it('keeps nothing of work that failed', async () => {
    const work = database.transactions.run(async (tx) => {
      await tx.query('update account set amount = 9');
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect(await amounts()).toEqual([{ amount: 0 }, { amount: 0 }]);
  });

  it('is done again, afresh, after a deadlock', async () => {
    let runs = 0;
    const meet = new Map<number, () => void>();
    const met = [1, 2].map((id) => new Promise<void>((done) => meet.set(id, done)));
    const both = (first: number, second: number) =>
      database.transactions.run(async (tx) => {
        runs += 1;
        await tx.query('update account set amount = amount + 1 where id = $1', [first]);
        meet.get(first)?.();
        await Promise.all(met);
        await tx.query('update account set amount = amount + 1 where id = $1', [second]);
      });
    await Promise.all([both(1, 2), both(2, 1)]);
    // The one that is done again may meet the other once more.
    expect(runs).toBeGreaterThan(2);
    expect(await amounts()).toEqual([{ amount: 2 }, { amount: 2 }]);
  });

  it('is not done again for anything else', async () => {
    let runs = 0;
    const work = database.transactions.run((tx) => {
      runs += 1;
      return tx.query('insert into account values (1, 1)');
    });
    await expect(work).rejects.toMatchObject({ code: '23505' });
    expect(runs).toBe(1);
  });

  it.each([
    ['under a statement', (tx: Sql) => tx.query('select pg_terminate_backend(pg_backend_pid())')],
    [
      'between two statements',
      async (tx: Sql) => {
        const [{ pid } = { pid: 0 }] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid');
        await database.sql.query('select pg_terminate_backend($1, 5000)', [pid]);
        // Its end has been read when another connection is answered.
        while (await alive(tx)) await database.sql.query('select 1');
        return tx.query('select 1');
      },
    ],
  ])('that loses its connection %s fails of something that passes by itself', async (_, work) => {
    const error = await database.transactions.run(work).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(isTransient(error)).toBe(true);
  });

  it.each([
    [{ code: '40001' }, true],
    [{ driverError: { code: '40P01' } }, true],
    [{ code: '08006' }, false],
    [new Error('Connection terminated unexpectedly'), false],
    [undefined, false],
  ])('%j is retriable: %s', (error, expected) => {
    expect(isRetriable(error)).toBe(expected);
  });
});
