import { PURPOSES, RECOGNITION_MODES, agreementIndex } from '@huren/recognition';
import type { Agreement, AgreementIndex, ClauseQuestion } from '@huren/recognition';
import { SCHEMES } from '@huren/standard';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DATES, ISSUERS, PLACES, versions } from '../testing/agreements.ts';
import { agreementDifference } from './agreement-difference.ts';
import type { AgreementChange } from './agreement-difference.ts';

const FROM = new Date('2020-03-16T00:00:00+08:00');

/** With one in Zhejiang that no clause names: it is what a province's clause covers beside those that are named. */
const ASKED = [...ISSUERS, '330200'] as const;

const everything = ASKED.flatMap((issuer) =>
  PLACES.flatMap((destination) =>
    SCHEMES.flatMap((scheme) =>
      PURPOSES.slice(0, 3).flatMap((purpose) =>
        RECOGNITION_MODES.flatMap((mode) =>
          DATES.map((date): ClauseQuestion => ({
            ...{ issuer, destination, scheme, purpose, mode },
            at: new Date(date),
          })),
        ),
      ),
    ),
  ),
);

const wordOf = ({ kind, before, after }: Pick<AgreementChange, 'kind' | 'before' | 'after'>): string =>
  [kind, before?.clause, after?.clause].join(' ');

type Clause = NonNullable<ReturnType<AgreementIndex['choose']>>['clause'];

const termsTold = new WeakMap<Clause, string>();

/** What a clause asks for beside whom it names. */
const termsOf = (clause: Clause): string => {
  const { reasons, ruleSet, maxSourceAgeSeconds, whenStale } = clause;
  const told =
    termsTold.get(clause) ??
    JSON.stringify([
      reasons,
      ruleSet,
      maxSourceAgeSeconds,
      maxSourceAgeSeconds === undefined ? null : whenStale,
    ]);
  termsTold.set(clause, told);
  return told;
};

const isSame = (old: Clause | undefined, now: Clause | undefined): boolean =>
  old && now ? termsOf(old) === termsOf(now) : old === now;

const askedOne = (before: Agreement, after: Agreement): Set<string> => {
  const [was, is] = [agreementIndex([before]), agreementIndex([after])];
  const words = new Set<string>();
  for (const question of everything) {
    const [old, now] = [was.choose(question)?.clause, is.choose(question)?.clause];
    const kind = !old ? 'newly_recognised' : now ? 'other_terms' : 'newly_refused';
    if (!isSame(old, now)) words.add([kind, old?.id, now?.id].join(' '));
  }
  return words;
};

it('the difference of two versions of an agreement is what asking both everything gives, on 200 pairs', () => {
  const seen = { same: 0, other: 0 };
  fc.assert(
    fc.property(versions, ([before, after]) => {
      const found = agreementDifference(before, after, FROM).changes;
      const expected = askedOne(before, after);
      expect(new Set(found.map(wordOf))).toEqual(expected);
      seen[expected.size === 0 ? 'same' : 'other'] += 1;
    }),
    { numRuns: 200 },
  );
  expect(Math.min(seen.same, seen.other)).toBeGreaterThan(15);
}, 300_000);
