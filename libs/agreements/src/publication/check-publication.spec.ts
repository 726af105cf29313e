import { canonicalJson } from '@huren/crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { keysOf } from '../testing/keys.ts';
import {
  KEYS,
  LI,
  MA,
  REGISTRAR,
  SUN,
  WANG,
  ZHAO,
  published,
  sealed,
  trains,
} from '../testing/publications.ts';
import { publicationFaults } from './check-publication.ts';
import { proof } from './proof.ts';
import type { Publication } from './proof.ts';

const KINDS = [
  ['agreement', [WANG, LI]],
  ['rule_set', [LI]],
] as const;

const faults = (publication: Publication) => publicationFaults(publication, KEYS);

/** The same JSON with one character, of a text or a number in it, exchanged for another. */
const altered = (given: Publication, place: number): Publication | undefined => {
  const text = canonicalJson(given);
  const at = place % text.length;
  const other = text[at] === '3' ? '4' : '3';
  try {
    return JSON.parse(text.slice(0, at) + other + text.slice(at + 1)) as Publication;
  } catch {
    return undefined;
  }
};

const isWhole = (given: Publication | undefined): given is Publication =>
  proof.safeParse(given?.proof).success &&
  !!given?.document?.id &&
  ['agreement', 'rule_set'].includes(given.kind);

describe.each(KINDS)('a published %s', (kind, signers) => {
  const good = published(kind, signers);

  it('is as it was signed, by its parties and the registrar', () => {
    expect(faults(good)).toEqual([]);
    expect(proof.safeParse(good.proof).success).toBe(true);
  });

  it('is found altered wherever a byte of it is another', () => {
    fc.assert(
      fc.property(fc.nat({ max: 20_000 }), (place) => {
        const other = altered(good, place);
        fc.pre(isWhole(other) && canonicalJson(other) !== canonicalJson(good));
        expect(faults(other as Publication)).not.toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('counts for nothing without signatures, without the seal of the registrar, or without its keys', () => {
    expect(faults({ ...good, proof: undefined })).toEqual(['it bears no signatures']);
    expect(faults(published(kind, signers, WANG))).toEqual([
      'key wang is of 420000, which is not to sign this',
    ]);
    expect(publicationFaults(good, keysOf())).toEqual(['no key registrar is registered']);
    const unknown = (kid: string) => (kid === REGISTRAR.kid ? KEYS(kid) : undefined);
    expect(publicationFaults(good, unknown)).toContain('no key li is registered');
  });
});

describe('what the registrar seals', () => {
  it('needs the signature of every party, and of nobody else', () => {
    expect(faults(published('agreement', [LI]))).toEqual(['not every party has signed it']);
    expect(faults(published('rule_set', [WANG]))).toEqual([
      'key wang is of 420000, which is not to sign this',
    ]);
  });

  it('is, in an emergency, what two people of one party signed', () => {
    const urgent = { lane: 'emergency', grounds: 'an outbreak' } as const;
    const of = { kind: 'agreement', revision: 1, state: 'in_force', document: trains, ...urgent } as const;
    expect(faults(sealed({ ...of, signers: [LI, ZHAO] }))).toEqual([]);
    for (const signers of [[LI], [LI, LI], [LI, WANG], [LI, SUN]]) {
      expect(faults(sealed({ ...of, signers }))).toEqual(['not every party has signed it']);
    }
  });

  it('is of as many keys as signatures: one under two names is one', () => {
    expect(faults(published('agreement', [MA, LI]))).toEqual(['not every party has signed it']);
  });
});
