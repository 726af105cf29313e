import { PURPOSES, RECOGNITION_MODES, agreementIndex, foundingAgreements } from '@huren/recognition';
import type { Agreement } from '@huren/recognition';
import { SCHEMES, allIssuers, provinceOf } from '@huren/standard';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { matrixAt } from './matrix.ts';
import type { Matrix } from './matrix.ts';

const members = allIssuers()
  .map(({ code }) => code)
  .filter((code) => provinceOf(code) === code);
const on = (day: string) => new Date(`${day}T09:00:00+08:00`);
const known = new Map<string, Matrix>();
const matrixOn = (day: string): Matrix => {
  const matrix = known.get(day) ?? matrixAt(foundingAgreements, members, on(day));
  known.set(day, matrix);
  return matrix;
};
const rowOf = (day: string, destination: string) =>
  matrixOn(day).destinations.find((row) => row.destination === destination)!;
const issuersOf = (day: string, destination: string) =>
  rowOf(day, destination).recognises.map(({ issuer }) => issuer);

describe('the matrix of who recognises whom', () => {
  it('has Hubei at Baiyun district on 16 March, and at Hangzhou from the 18th', () => {
    expect(issuersOf('2020-03-16', '440111')).toContain('420000');
    expect(issuersOf('2020-03-16', '440000')).not.toContain('420000');
    expect(issuersOf('2020-03-16', '330100')).not.toContain('420000');
    expect(rowOf('2020-03-16', '330100').begins).toContainEqual({
      issuer: '420000',
      at: '2020-03-18T00:00:00+08:00',
      standing: { agreement: 'hangzhou-hubei', version: 1, clause: 'hubei-to-hangzhou', suspended: false },
    });
    expect(issuersOf('2020-03-18', '330100')).toContain('420000');
  });

  it('says for what: the trains to Guangdong, from point to point alone', () => {
    const hubei = rowOf('2020-03-19', '440000').recognises.find(({ issuer }) => issuer === '420000');
    expect(hubei?.clauses).toEqual([
      {
        ...{ agreement: 'guangdong-hubei-trains', version: 1, clause: 'hubei-trains', suspended: false },
        altered: false,
        reviewDue: false,
        endsAt: null,
        ...{ schemes: SCHEMES, purposes: ['point_to_point'], modes: ['showing', 'converting'] },
      },
    ]);
  });

  it('marks whom nobody recognises in return, and for whom nothing is agreed', () => {
    const { asymmetries } = matrixOn('2020-03-16');
    expect(asymmetries).toContainEqual({
      ...{ recognises: '370000', unrequited: '230000', whole: true },
      ...{ schemes: ['domestic'], purposes: PURPOSES, modes: ['showing', 'converting'] },
    });
    expect(asymmetries).not.toContainEqual(
      expect.objectContaining({ recognises: '330000', unrequited: '410000' }),
    );
    expect(rowOf('2020-03-16', '230000').gaps).toContain('370000');
    expect(rowOf('2020-03-16', '330000').gaps).not.toContain('410000');
  });

  it('marks what ends without anything after it, and what has ended', () => {
    const dated = foundingAgreements.map((agreement) =>
      agreement.id === 'zhejiang-henan' ? { ...agreement, validTo: '2020-03-20T00:00:00+08:00' } : agreement,
    );
    const rowAt = (day: string) =>
      matrixAt(dated, members, on(day)).destinations.find(({ destination }) => destination === '330000');
    const clausesOf = (day: string) =>
      rowAt(day)
        ?.recognises.find(({ issuer }) => issuer === '410000')
        ?.clauses.map(({ endsAt }) => endsAt);
    expect(new Set(clausesOf('2020-03-16'))).toEqual(new Set(['2020-03-20T00:00:00+08:00']));
    expect(rowAt('2020-03-16')?.ended).toEqual([]);
    expect(clausesOf('2020-03-20')).toBeUndefined();
    expect(rowAt('2020-03-20')).toMatchObject({
      gaps: expect.arrayContaining(['410000', '370000']) as unknown,
      ended: [{ issuer: '410000', agreement: 'zhejiang-henan', endedAt: '2020-03-20T00:00:00+08:00' }],
    });
  });

  it('marks what is suspended, which is no recognition', () => {
    const suspended = foundingAgreements.map((agreement) =>
      agreement.id === 'zhejiang-henan' ? { ...agreement, state: 'suspended' as const } : agreement,
    );
    const { destinations, asymmetries } = matrixAt(suspended, members, on('2020-03-16'));
    const cell = destinations
      .find(({ destination }) => destination === '330000')
      ?.recognises.find(({ issuer }) => issuer === '410000');
    expect(cell?.clauses).toMatchObject([{ agreement: 'zhejiang-henan', suspended: true }]);
    expect(asymmetries.filter(({ unrequited }) => unrequited === '410000')).toEqual(
      matrixOn('2020-03-16').asymmetries.filter(({ unrequited }) => unrequited === '410000'),
    );
  });

  it('marks what is altered, by which nobody is recognised, whomever it was about', () => {
    const isAltered = ({ id }: Agreement): boolean => id === 'zhejiang-henan';
    const { destinations, asymmetries } = matrixAt(foundingAgreements, members, on('2020-03-16'), isAltered);
    const index = agreementIndex(foundingAgreements, isAltered);
    const row = destinations.find(({ destination }) => destination === '330000');
    for (const { code: issuer } of allIssuers()) {
      const chosen = index.choose({
        ...{ issuer, scheme: 'domestic', destination: '330000', purpose: 'entry', mode: 'showing' },
        at: on('2020-03-16'),
      });
      const told = row?.recognises
        .find((cell) => cell.issuer === issuer)
        ?.clauses.find(({ schemes, modes }) => schemes.includes('domestic') && modes.includes('showing'));
      expect([issuer, told?.agreement, told?.altered]).toEqual([
        issuer,
        chosen?.agreement.id,
        chosen?.altered,
      ]);
    }
    expect(row?.recognises.find(({ issuer }) => issuer === '410000')?.clauses).toMatchObject([
      { agreement: 'zhejiang-henan', altered: true, endsAt: null },
    ]);
    expect(asymmetries).not.toContainEqual(
      expect.objectContaining({ recognises: '330000', unrequited: '410000' }),
    );
  });

  it('has a code, purpose and mode exactly where the clause is the one by which decisions are made', () => {
    const index = agreementIndex(foundingAgreements);
    const places = matrixOn('2020-03-16').destinations.map(({ destination }) => destination);
    fc.assert(
      fc.property(
        fc.constantFrom('2020-02-27', '2020-03-16', '2020-03-19', '2020-03-22'),
        fc.constantFrom(...allIssuers().map(({ code }) => code)),
        fc.constantFrom(...places),
        fc.constantFrom(...SCHEMES),
        fc.constantFrom(...PURPOSES),
        fc.constantFrom(...RECOGNITION_MODES),
        (day, issuer, destination, scheme, purpose, mode) => {
          const told = rowOf(day, destination)
            .recognises.filter((cell) => cell.issuer === issuer)
            .flatMap(({ clauses }) => clauses)
            .filter(
              (one) =>
                one.schemes.includes(scheme) && one.purposes.includes(purpose) && one.modes.includes(mode),
            )
            .map(({ agreement, clause }) => [agreement, clause]);
          const chosen = index.choose({ issuer, scheme, destination, purpose, mode, at: on(day) });
          expect(told).toEqual(chosen ? [[chosen.agreement.id, chosen.clause.id]] : []);
        },
      ),
      { numRuns: 500 },
    );
  });
});
