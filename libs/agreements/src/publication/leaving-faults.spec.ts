import type { Agreement } from '@huren/recognition';
import { describe, expect, it } from '@jest/globals';
import { sign } from '../signatures/signature.ts';
import { keysOf, registered, signingKey } from '../testing/keys.ts';
import { LI, REGISTRAR, WANG, ZHAO, resealed, sealed, trains } from '../testing/publications.ts';
import { publicationFaults } from './check-publication.ts';
import { proof } from './proof.ts';
import type { Proof } from './proof.ts';
import { withoutParties } from './without-parties.ts';

const CHEN = signingKey('chen', 'ES256');
const KEYS = keysOf(
  registered(REGISTRAR, '000000', 'registrar'),
  registered(WANG, '420000', 'Wang'),
  registered(LI, '440000', 'Li'),
  registered(ZHAO, '440000', 'Zhao'),
  registered(CHEN, '510000', 'Chen'),
);
const [NOTICED, LEFT] = ['2020-03-21T09:00:00+08:00', '2020-03-29T00:00:00+08:00'];
const { suspendedBy: _by, ...running } = trains;
const three: Agreement = {
  ...{ ...running, state: 'in_force', parties: ['440000', '420000', '510000'] },
  clauses: trains.clauses.map((clause) => ({ ...clause, from: ['420000', '510000'] })),
};
const { clauses } = three;

const actBy = (act: string, content: { until?: string; grounds?: string }, signers = [WANG]) => {
  const said = { serial: 5, ...content };
  const { id, version } = three;
  const signatures = signers.map((key) => sign({ kind: 'agreement', id, version, act, content: said }, key));
  return { at: NOTICED, content: said, signatures };
};
const notice = actBy('give_notice', { until: LEFT });
const leaving: Proof['leaving'] = [{ party: '420000', until: LEFT }];

type Given = Partial<Pick<Proof, 'leaving' | 'acts'>> & { readonly told?: Agreement['clauses'] };

/** An agreement of three with acts on it, as it is told. */
const told = (given: Given = {}) => {
  const of = { kind: 'agreement', revision: 1, state: 'in_force', document: three } as const;
  const { proof: before, ...publication } = sealed({ ...of, signers: [LI, WANG, CHEN] });
  const { told: document = withoutParties(clauses, given.leaving ?? leaving), ...more } = given;
  return resealed({
    ...{ ...publication, document: { ...three, clauses: document } },
    proof: { ...before, terms: { ...before.terms, clauses }, leaving, acts: [notice], ...more },
  });
};
const faults = (given?: Given) => publicationFaults(told(given), KEYS);

describe('an agreement that a party has left', () => {
  it('is told with the clauses that this leaves, beside those that were signed', () => {
    expect(faults()).toEqual([]);
    expect(proof.safeParse(told().proof).success).toBe(true);
    const atOnce = actBy('end_in_emergency', { grounds: 'an outbreak' }, [LI, ZHAO]);
    expect(faults({ acts: [atOnce], leaving: [{ party: '440000', until: NOTICED }] })).toEqual([]);
  });

  it('is altered where other clauses are told than those', () => {
    const other = ['its clauses are not those that were signed, without whoever has left'];
    expect(faults({ told: clauses })).toEqual(other);
    expect(faults({ told: withoutParties(clauses, leaving).slice(0, 1) })).toEqual(other);
  });

  it('is altered where the party has not said that it leaves, or by another day', () => {
    const unsaid = [`420000 has not said that it leaves by ${LEFT}`];
    expect(faults({ acts: [] })).toEqual(unsaid);
    expect(faults({ acts: [actBy('give_notice', { until: NOTICED })] })).toEqual(unsaid);
    expect(faults({ acts: [actBy('give_notice', { until: LEFT }, [CHEN])] })).toEqual(unsaid);
    expect(faults({ acts: [actBy('suspend', { until: LEFT })] })).toEqual(unsaid);
  });
});
