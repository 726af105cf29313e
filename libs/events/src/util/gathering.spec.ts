import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { gathering } from './gathering.ts';

/** Work that ends when it is let, and what it was given. */
const held = () => {
  const runs: number[][] = [];
  const lets: (() => void)[] = [];
  const work = async (given: readonly number[]): Promise<number[]> => {
    runs.push([...given]);
    await new Promise<void>((go) => lets.push(go));
    return given.map((one) => one * 10);
  };
  return { runs, work, let: () => lets.shift()?.() };
};

const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

describe('pieces of work', () => {
  it('go together when they come in one turn or had to wait, as many as may be', async () => {
    const { runs, work, let: go } = held();
    const one = gathering(work, { atOnce: 1, most: 2 });
    const results = [1].map(one);
    await turn();
    results.push(...[2, 3, 4].map(one));
    for (let n = 0; n < 3; n += 1) {
      go();
      await turn();
      await turn();
    }
    expect(runs).toEqual([[1], [2, 3], [4]]);
    expect(await Promise.all(results)).toEqual([10, 20, 30, 40]);
  });

  it('get their own results, however they come together, and a bad one fails alone', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(9), { maxLength: 30 }),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 7 }),
        async (given, atOnce, most) => {
          const work = async (all: readonly number[]): Promise<number[]> => {
            await turn();
            if (all.includes(7)) throw new Error('seven');
            return all.map((one) => one * 10);
          };
          const results = await Promise.allSettled(given.map(gathering(work, { atOnce, most })));
          results.forEach((result, at) => {
            if (given[at] === 7) expect(result.status).toBe('rejected');
            else expect(result).toMatchObject({ value: (given[at] ?? 0) * 10 });
          });
        },
      ),
      { numRuns: 50 },
    ));

  it('fail together, and are not tried one by one, when the fault is everybody’s', async () => {
    let runs = 0;
    const one = gathering(
      async (): Promise<number[]> => {
        runs += 1;
        await turn();
        throw Object.assign(new Error('away'), { code: 'ECONNREFUSED' });
      },
      { atOnce: 1, most: 10 },
    );
    const results = await Promise.allSettled([1, 2, 3].map(one));
    expect(results.map(({ status }) => status)).toEqual(Array(3).fill('rejected'));
    expect(runs).toBe(1);
  });
});
