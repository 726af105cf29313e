import { TransientError } from '@huren/events';
import type { Sql } from '@huren/events';
import type { CodeRef } from '@huren/standard';
import { expect, it } from '@jest/globals';
import { federationKnowledge } from '@huren/platform';
import { reassessEach } from './reassess-each.ts';

const refs = ['420000.00000000000000000000000001', '420000.00000000000000000000000002'] as CodeRef[];

/** A transaction in which no code's rules have arrived, and what it was asked to do. */
const transaction = (): { tx: Sql; asked: string[] } => {
  const asked: string[] = [];
  const query = (statement: string): Promise<never[]> => {
    asked.push(statement.trim().split(' ').slice(0, 2).join(' '));
    return statement.includes('for update')
      ? Promise.reject(new TransientError('no rule set has arrived yet'))
      : Promise.resolve([]);
  };
  return { tx: { query } as unknown as Sql, asked };
};

const context = (isCaughtUp: boolean) => ({
  clock: { now: () => new Date('2020-03-16T09:00:00+08:00') },
  knowledge: federationKnowledge(),
  logger: { error: () => undefined } as never,
  isCaughtUp: () => isCaughtUp,
});

it('before this process has read everything, no code is at fault for rules that it has not heard of', async () => {
  const { tx, asked } = transaction();
  await expect(reassessEach(tx, refs, context(false))).rejects.toThrow(TransientError);
  expect(asked).not.toContain('update code');
});

it('afterwards each code is tried again later, for itself', async () => {
  const { tx, asked } = transaction();
  await reassessEach(tx, refs, context(true));
  expect(asked.filter((what) => what === 'update code')).toHaveLength(2);
});
