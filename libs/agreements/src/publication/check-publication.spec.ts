import { canonicalJson } from '@huren/crypto';
import type { SigningKey } from '@huren/crypto';
import type { Agreement } from '@huren/recognition';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { RegisteredKey } from '../signatures/registered-key.ts';
import { sign } from '../signatures/signature.ts';
import { keysOf, registered, signingKey } from '../testing/keys.ts';
import {
  KEYS,
  LI,
  MA,
  REGISTRAR,
  SUN,
  WANG,
  ZHAO,
  published,
  resealed,
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

/** The same keys, where Li alone has vouched for Zhao's. */
const vouched = (kid: string): RegisteredKey | undefined => {
  const key = KEYS(kid);
  return key && (kid === ZHAO.kid ? { ...key, vouchedBy: 'Li' } : key);
};

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
    expect(faults(published(kind, signers, WANG))).toEqual(["key wang is not the registrar's"]);
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

  it('is not signed by two people where one of them alone has vouched for the key of the other', () => {
    const urgent = { lane: 'emergency', grounds: 'an outbreak' } as const;
    const of = { kind: 'agreement', revision: 1, state: 'in_force', document: trains, ...urgent } as const;
    for (const signers of [
      [LI, ZHAO],
      [ZHAO, LI],
    ])
      expect(publicationFaults(sealed({ ...of, signers }), vouched)).toEqual([
        'not every party has signed it',
      ]);
  });

  it('is sealed by the registrar’s own key, and by no other of the national platform', () => {
    const official = signingKey('official');
    const keys = keysOf(
      ...[REGISTRAR, WANG, LI].map(({ kid }) => KEYS(kid) as RegisteredKey),
      registered(official, '000000', 'An official'),
    );
    const forged = published('agreement', [WANG, LI], official);
    expect(publicationFaults(forged, keys)).toEqual(["key official is not the registrar's"]);
  });

  it('binds nobody but its parties', () => {
    const clauses = trains.clauses.map((clause) => ({ ...clause, destination: '420000' as const }));
    const alone: Agreement = { ...trains, parties: ['440000'], clauses };
    const of = { kind: 'agreement', revision: 3, state: 'suspended', document: alone } as const;
    const found = ['clause a is of 420000, in the territory of no party'];
    expect(faults(sealed({ ...of, signers: [LI] }))).toEqual(found);
    const urgent = { lane: 'emergency', grounds: 'an outbreak' } as const;
    expect(faults(sealed({ ...of, ...urgent, signers: [LI, ZHAO] }))).toEqual(found);
  });

  it('is ended at once by two people of a party, not by one', () => {
    const end = (signers: readonly SigningKey[], keys = KEYS) => {
      const { proof: before, ...of } = published('agreement', [WANG, LI]);
      const content = { serial: 5, grounds: 'an outbreak' };
      const { id, version } = trains;
      const act = { kind: of.kind, id, version, act: 'end_in_emergency', content };
      const signatures = signers.map((key) => sign(act, key));
      const acts = [...before.acts, { at: before.seal.at, content, signatures }];
      return publicationFaults(resealed({ ...of, proof: { ...before, acts } }), keys);
    };
    const half = ['an end at once is signed by two people of one party'];
    expect(end([LI, ZHAO])).toEqual([]);
    expect(end([LI, ZHAO], vouched)).toEqual(half);
    for (const signers of [[LI], [LI, SUN], [LI, WANG]]) expect(end(signers)).toEqual(half);
  });

  it('is of as many keys as signatures: one under two names is one', () => {
    expect(faults(published('agreement', [MA, LI]))).toEqual(['not every party has signed it']);
  });
});
