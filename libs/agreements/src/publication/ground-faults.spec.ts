import type { Agreement } from '@huren/recognition';
import type { SigningKey } from '@huren/crypto';
import { describe, expect, it } from '@jest/globals';
import { sign } from '../signatures/signature.ts';
import { KEYS, LI, WANG, ZHAO, resealed, sealed, trains } from '../testing/publications.ts';
import { publicationFaults } from './check-publication.ts';
import { proof, signingStatement, termsOf } from './proof.ts';
import type { AgreementTerms, Proof } from './proof.ts';

const { suspendedBy: _by, ...running } = { ...trains, state: 'in_force' } as const;
const [own] = running.clauses as [Agreement['clauses'][number]];
const foreign = { ...own, id: 'b', from: ['440000' as const], destination: '420000' as const };

/** An ordinary version with signatures under it. */
const ground = (more: Partial<Agreement> = {}, signers: readonly SigningKey[] = [LI, WANG]) => {
  const terms = termsOf({ ...running, version: 1, clauses: [own, foreign], ...more }) as AgreementTerms;
  const statement = signingStatement('agreement', terms, 'ordinary', null);
  const at = '2020-03-09T09:00:00+08:00';
  return { terms, signatures: signers.map((key) => ({ at, signature: sign(statement, key) })) };
};

/** An emergency version of Guangdong's, told with what it rests on. */
const urgent = (clauses: Agreement['clauses'], restsOn: Proof['restsOn']) => {
  const { proof: before, ...of } = sealed({
    ...{ kind: 'agreement', revision: 1, state: 'in_force', document: { ...running, clauses } },
    ...{ signers: [LI, ZHAO], lane: 'emergency', grounds: 'an outbreak' },
  });
  return resealed({ ...of, proof: { ...before, ...(restsOn && { restsOn }) } });
};
const faults = (clauses: Agreement['clauses'], restsOn: Proof['restsOn']) =>
  publicationFaults(urgent(clauses, restsOn), KEYS);
const narrower = { ...own, purposes: ['work' as const] };

describe('an emergency version that is told with what it rests on', () => {
  it('may change what is its party’s own, and shows that it changes nothing else', () => {
    expect(faults([narrower, foreign], [ground()])).toEqual([]);
    expect(proof.safeParse(urgent([narrower, foreign], [ground()]).proof).success).toBe(true);
    expect(faults([own], [])).toEqual([]);
  });

  it('is altered where it says something else of the territory of others', () => {
    const changed = { ...foreign, purposes: ['work' as const] };
    expect(faults([own, changed], [ground()])).toEqual(['440000 alone does not bind 420000']);
    expect(faults([own], [ground()])).toEqual(['clause b is of 420000, and 440000 alone does not end it']);
    expect(faults([own, foreign], [])).toEqual(['440000 alone does not bind 420000']);
  });

  it('is altered where that is another agreement, or was not signed by all of its parties', () => {
    const [other] = faults([own, foreign], [ground({ id: 'flights' })]);
    expect(other).toBe('it rests on flights, which is another agreement');
    expect(faults([own, foreign], [ground({}, [LI])])).toEqual([
      'not every party has signed what it rests on',
    ]);
    const { signatures } = ground();
    const [altered] = faults([own, foreign], [{ ...ground({ basis: 'another' }), signatures }]);
    expect(altered).toMatch(/li/);
  });

  it('stands without it as well, as versions were published before', () => {
    expect(faults([own, foreign], undefined)).toEqual([]);
  });
});
