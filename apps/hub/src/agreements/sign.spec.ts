import { sign, signingStatement } from '@huren/agreements';
import type { AgreementTerms, Lane, RegisteredKeys } from '@huren/agreements';
import { verifyingKeyOf } from '@huren/crypto';
import type { SigningKey } from '@huren/crypto';
import { ProblemException } from '@huren/platform';
import type { Clause } from '@huren/recognition';
import { chinaTime } from '@huren/standard';
import type { DivisionCode } from '@huren/standard';
import { describe, expect, it } from '@jest/globals';
import { UNSIGNED, acted, drafted, emptyFile } from './instrument-file.ts';
import type { InstrumentFile } from './instrument-file.ts';
import { signed } from './sign.ts';

const PEOPLE: readonly (readonly [string, DivisionCode])[] = [
  ['wang', '420000'],
  ['li', '440000'],
  ['zhao', '440000'],
];

const keyOf = (kid: string): SigningKey => ({
  kid,
  alg: 'ES256',
  privateKey: Buffer.from(kid.padEnd(32, '.')).toString('hex'),
});

const keys: RegisteredKeys = (kid) => {
  const one = PEOPLE.find(([person]) => person === kid);
  const dates = { validFrom: '2020-01-01T00:00:00+08:00', validTo: null };
  return one && { ...verifyingKeyOf(keyOf(kid)), party: one[1], person: kid, ...dates };
};

const day = (of: number): Date => new Date(Date.UTC(2020, 2, of));

const clause = (id: string, from: DivisionCode, destination: DivisionCode): Clause => ({
  ...{ id, from: [from], destination, modes: ['showing'], whenStale: 'unavailable' },
  ...{ validFrom: chinaTime(day(1)), validTo: null },
});
const own = clause('own', '420000', '440000');
const foreign = clause('foreign', '440000', '420000');

const termsOf = (version: number, from: number, to: number, clauses: Clause[]): AgreementTerms => ({
  ...{ id: 'trains', version, title: { 'zh-CN': '专列', en: 'Trains' }, parties: ['420000', '440000'] },
  ...{ validFrom: chinaTime(day(from)), validTo: chinaTime(day(to)), clauses, basis: 'a test' },
});

/** A file with one more version, drafted on a day, and signed by each person on a day. */
const withVersion = (
  file: InstrumentFile,
  terms: AgreementTerms,
  lane: Lane,
  drafting: number,
  signing: readonly (readonly [string, number])[],
): InstrumentFile => {
  const { version, parties, validFrom, validTo } = terms;
  const grounds = lane === 'emergency' ? 'an outbreak' : null;
  const draft = { act: 'draft', version, parties, lane, grounds, validFrom, validTo } as const;
  const propose = { act: 'propose', version, by: '440000' } as const;
  const written = { by: propose.by, ...UNSIGNED };
  const proposed = acted(drafted(file, terms, draft, day(drafting)), propose, written, day(drafting));
  const statement = signingStatement('agreement', terms, lane, grounds);
  return signing.reduce((known, [person, on]) => {
    const signatures = [sign(statement, keyOf(person))];
    return signed(known, { act: 'sign', version, content: null, signatures }, { keys, now: day(on) });
  }, proposed);
};

const base = withVersion(emptyFile('agreement', 'trains'), termsOf(1, 5, 20, [own, foreign]), 'ordinary', 2, [
  ['wang', 2],
  ['li', 2],
]);

/** The states after two people of 440000 have laid an emergency version over the agreement; or why they may not. */
const laidOver = (clauses: Clause[], first = 10, second = first, begins = 10): unknown => {
  const signing = [
    ['li', first],
    ['zhao', second],
  ] as const;
  try {
    return withVersion(base, termsOf(2, begins, 30, clauses), 'emergency', begins, signing).life.map(
      ({ state }) => state,
    );
  } catch (error) {
    if (error instanceof ProblemException) return error.problem.code;
    throw error;
  }
};

describe('an emergency version that one party signs', () => {
  it('leaves the clauses of the others as both parties signed them, none changed, added or dropped', () => {
    expect(laidOver([{ ...own, purposes: ['work'] }, foreign])).toEqual(['overlaid', 'in_force']);
    expect(laidOver([own])).toBe('foreign_clause');
    expect(laidOver([own, { ...foreign, purposes: ['work'] }])).toBe('foreign_clause');
    expect(laidOver([foreign, { ...foreign, id: 'more' }])).toBe('foreign_clause');
  });

  it('says nothing of the others before what they have signed is in date', () => {
    const early = (clauses: Clause[]) => laidOver(clauses, 3, 3, 3);
    expect(early([own, foreign])).toBe('foreign_clause');
    expect(early([own])).toEqual(['signed', 'in_force']);
  });

  it('rests on nothing that has ended, though nobody has looked at the agreement since', () => {
    expect(laidOver([own, foreign], 19, 21)).toBe('foreign_clause');
    expect(laidOver([own], 21, 22)).toEqual(['ended', 'in_force']);
  });
});
