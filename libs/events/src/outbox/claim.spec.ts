import { expect, it } from '@jest/globals';
import type { Sql } from '../port/sql.ts';
import { clearing } from './claim.ts';

it('what is left of rows is cleared away after so many, ten times as many after it failed, and a failure is told', async () => {
  const [asked, told]: [number[], unknown[]] = [[], []];
  let isAway = false;
  const sql = {
    query: () => {
      asked.push(gone);
      return isAway ? Promise.reject(new Error('canceling statement')) : Promise.resolve([]);
    },
  } as unknown as Sql;
  const clear = clearing(5, (error) => told.push(error));
  let gone = 0;
  const go = async (rows: number): Promise<void> => {
    for (const last = gone + rows; gone < last;) {
      gone += 1;
      await clear(sql, 1);
    }
  };
  await go(12);
  expect(asked).toEqual([5, 10]);
  isAway = true;
  await go(8);
  expect(asked).toEqual([5, 10, 15]);
  expect(told).toEqual([new Error('canceling statement')]);
  isAway = false;
  await go(60);
  expect(asked).toEqual([5, 10, 15, 70, 75, 80]);
});
