import {
  PURPOSES,
  RECOGNITION_MODES,
  agreementIndex,
  foundingAgreements,
  foundingRuleSets,
  ruleSetIndex,
} from '@huren/recognition';
import type { Agreement, Clause } from '@huren/recognition';
import { allIssuers, findIssuer, provinceOf } from '@huren/standard';
import type { DivisionCode, IssuerCode } from '@huren/standard';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { matrixAt } from './matrix.ts';
import type { Matrix } from './matrix.ts';

const on = (day: string) => new Date(`${day}T09:00:00+08:00`);
const members = allIssuers()
  .map(({ code }) => code)
  .filter((code) => provinceOf(code) === code);
const ruleSets = ruleSetIndex(foundingRuleSets);
const known = new Map<string, Matrix>();
const matrixOn = (day: string): Matrix => {
  const matrix = known.get(day) ?? matrixAt({ agreements: foundingAgreements, ruleSets, members }, on(day));
  known.set(day, matrix);
  return matrix;
};

const between = (asymmetries: Matrix['asymmetries'], here: string, there: string) =>
  asymmetries.filter(({ recognises, unrequited }) => recognises === here && unrequited === there);

describe('what is missing in the matrix', () => {
  it('marks what is recognised in return for some entries alone, also below a province', () => {
    const [first] = foundingAgreements as [Agreement];
    const dated = { validFrom: '2020-03-01T00:00:00+08:00', validTo: null };
    const clause = (from: IssuerCode, destination: DivisionCode, more: Partial<Clause> = {}): Clause => ({
      ...{ id: `from-${from}-to-${destination}`, from: [from], destination, ...dated },
      ...{ modes: ['showing'], whenStale: 'unavailable', ...more },
    });
    const { simulation: _, ...terms } = first;
    const agreed = (...clauses: Clause[]) => [{ ...terms, id: 'trains', ...dated, clauses }];
    const trains: Partial<Clause> = { purposes: ['point_to_point'] };
    const matrix = matrixAt(
      {
        agreements: agreed(
          ...[clause('440000', '420000'), clause('420000', '440000', trains), clause('420000', '440111')],
        ),
        ...{ ruleSets, members: ['420000', '440000'] },
      },
      on('2020-03-16'),
    );
    const others = PURPOSES.filter((purpose) => purpose !== 'point_to_point');
    expect(matrix.asymmetries).toEqual([
      {
        ...{ recognises: '420000', unrequited: '440000', whole: false },
        ...{ schemes: ['domestic'], purposes: others, modes: ['showing'] },
      },
    ]);
    const district = matrixAt(
      { agreements: agreed(clause('420000', '440111')), ruleSets, members: ['420000', '440000'] },
      on('2020-03-16'),
    );
    expect(district.asymmetries).toEqual([
      {
        ...{ recognises: '440111', unrequited: '420000', whole: true },
        ...{ schemes: ['domestic'], purposes: PURPOSES, modes: ['showing'] },
      },
    ]);
    expect(matrix.destinations.find(({ destination }) => destination === '440000')?.holes).toEqual([
      {
        ...{ issuers: ['420000'], why: 'nothing_agreed', from: null, until: null },
        ...{ schemes: ['domestic'], purposes: others, modes: ['showing'] },
      },
      {
        ...{ issuers: ['420000'], why: 'nothing_agreed', from: null, until: null },
        ...{ schemes: ['domestic'], purposes: PURPOSES, modes: ['converting'] },
      },
    ]);
  });

  it('marks the time between an end and a later beginning, and for how long a suspension keeps somebody out', () => {
    const [first] = foundingAgreements as [Agreement];
    const pact = (
      version: number,
      from: string,
      to: string | null,
      more: Partial<Agreement> = {},
    ): Agreement => {
      const dated = { validFrom: `${from}T00:00:00+08:00`, validTo: to && `${to}T00:00:00+08:00` };
      const { clauses, ...terms } = { ...first, ...dated, ...more, id: 'pact', version };
      const [clause] = clauses as [Clause];
      const { purposes: _p, scheme: _s, ...rest } = clause;
      const only = {
        ...rest,
        ...dated,
        from: ['420000' as IssuerCode],
        destination: '440000' as DivisionCode,
      };
      return { ...terms, clauses: [{ ...only, modes: [...RECOGNITION_MODES] }] };
    };
    const holesOn = (day: string, agreements: Agreement[]) =>
      matrixAt({ agreements, ruleSets, members: ['440000', '420000'] }, on(day))
        .destinations.find(({ destination }) => destination === '440000')
        ?.holes.map(({ why, from, until }) => [why, from, until]);
    const paused = [pact(1, '2020-03-01', '2020-03-20'), pact(2, '2020-03-25', null)];
    const [end, again] = ['2020-03-20T00:00:00+08:00', '2020-03-25T00:00:00+08:00'];
    expect(holesOn('2020-03-16', paused)).toEqual([['nothing_agreed', end, again]]);
    expect(holesOn('2020-03-21', paused)).toEqual([['nothing_agreed', null, again]]);
    expect(holesOn('2020-03-26', paused)).toEqual([]);
    const suspended = pact(1, '2020-03-01', '2020-03-20', { state: 'suspended', suspendedBy: '420000' });
    expect(holesOn('2020-03-16', [suspended])).toEqual([
      ['suspended', null, end],
      ['nothing_agreed', end, null],
    ]);
  });

  it('names a kind of entry as unrequited exactly where it is decided so in one direction alone', () => {
    const index = agreementIndex(foundingAgreements);
    const provinces = members.filter((code) => findIssuer(code)?.schemes.includes('domestic'));
    fc.assert(
      fc.property(
        fc.constantFrom('2020-02-27', '2020-03-16', '2020-03-19', '2020-03-22'),
        fc.constantFrom(...provinces),
        fc.constantFrom(...provinces),
        fc.constantFrom(...PURPOSES),
        fc.constantFrom(...RECOGNITION_MODES),
        (day, here, there, purpose, mode) => {
          const holds = (issuer: IssuerCode, destination: DivisionCode) => {
            const asked = { issuer, destination, scheme: 'domestic', purpose, mode, at: on(day) } as const;
            const chosen = index.choose(asked);
            return !!chosen && !chosen.suspended;
          };
          const said = between(matrixOn(day).asymmetries, here, there).some(
            (one) =>
              one.schemes.includes('domestic') && one.purposes.includes(purpose) && one.modes.includes(mode),
          );
          expect(said).toBe(here !== there && holds(there, here) && !holds(here, there));
        },
      ),
      { numRuns: 500 },
    );
  });
});
