import { TransientError } from '@huren/events';
import type { Sql } from '@huren/events';
import type { CodeRef } from '@huren/standard';
import { expect, it } from '@jest/globals';
import { federationKeys, federationKnowledge } from '@huren/platform';
import { reassessEach } from './reassess-each.ts';

const refs = Array.from({ length: 8 }, (_, n) => `420000.${String(n).padStart(26, '0')}` as CodeRef);

/** A transaction in which the rules of some codes have not arrived, what it did and which codes it put off. */
const transaction = (isFailing: (codeRef: CodeRef) => boolean) => {
  const [tried, putOff]: [CodeRef[][], CodeRef[]] = [[], []];
  const query = (statement: string, [given]: [CodeRef[] | CodeRef] = [[]]): Promise<never[]> => {
    if (statement.includes('failures + 1')) putOff.push(given as CodeRef);
    if (!statement.includes('for update')) return Promise.resolve([]);
    tried.push(given as CodeRef[]);
    return (given as CodeRef[]).some(isFailing)
      ? Promise.reject(new TransientError('no rule set has arrived yet'))
      : Promise.resolve([]);
  };
  return { tx: { query } as unknown as Sql, tried, putOff };
};

const context = (isCaughtUp: boolean) => ({
  clock: { now: () => new Date('2020-03-16T09:00:00+08:00') },
  knowledge: federationKnowledge(federationKeys(new Uint8Array(32)).registrar),
  logger: { error: () => undefined } as never,
  isCaughtUp: () => isCaughtUp,
});

it('before this process has read everything, no code is at fault for rules that it has not heard of', async () => {
  const { tx, putOff } = transaction(() => true);
  await expect(reassessEach(tx, refs, context(false))).rejects.toThrow(TransientError);
  expect(putOff).toEqual([]);
});

it('afterwards each code is tried again later, for itself', async () => {
  const { tx, putOff } = transaction(() => true);
  await reassessEach(tx, refs, context(true));
  expect(putOff).toEqual(refs);
});

it('of many codes the one that fails is found, and the others are assessed together', async () => {
  const { tx, tried, putOff } = transaction((codeRef) => codeRef === refs[5]);
  await reassessEach(tx, refs, context(true));
  expect(putOff).toEqual([refs[5]]);
  expect(tried.map((given) => given.map((codeRef) => refs.indexOf(codeRef)).join(''))).toEqual([
    '01234567',
    '0123',
    '4567',
    '45',
    '4',
    '5',
    '67',
  ]);
});
