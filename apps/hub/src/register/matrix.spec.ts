import {
  PURPOSES,
  RECOGNITION_MODES,
  agreementIndex,
  foundingAgreements,
  foundingRuleSets,
  isInForce,
  ruleSetIndex,
} from '@huren/recognition';
import type { Agreement } from '@huren/recognition';
import { SCHEMES, allIssuers, chinaTime, findIssuer, provinceOf } from '@huren/standard';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decidedOn } from '../testing/decided-on.ts';
import { PLACES, moments, routes, worlds } from '../testing/worlds.ts';
import type { World } from '../testing/worlds.ts';
import { matrixAt } from './matrix.ts';
import type { Matrix } from './matrix.ts';
import type { RouteClass, RouteClasses } from './route-classes.ts';

const members = allIssuers()
  .map(({ code }) => code)
  .filter((code) => provinceOf(code) === code);
const on = (day: string) => new Date(`${day}T09:00:00+08:00`);
const ruleSets = ruleSetIndex(foundingRuleSets);
const known = new Map<string, Matrix>();
const matrixOn = (day: string): Matrix => {
  const matrix = known.get(day) ?? matrixAt({ agreements: foundingAgreements, ruleSets, members }, on(day));
  known.set(day, matrix);
  return matrix;
};
const rowOf = (day: string, destination: string) =>
  matrixOn(day).destinations.find((row) => row.destination === destination)!;
const issuersOf = (day: string, destination: string) =>
  rowOf(day, destination).recognises.map(({ issuer }) => issuer);

const indexesOf = ({ agreements, ruleSets: known, altered }: World) => ({
  agreements: agreementIndex(agreements, (agreement) => altered.has(agreement)),
  ruleSets: known === foundingRuleSets ? ruleSets : ruleSetIndex(known, (ruleSet) => altered.has(ruleSet)),
});

const rowAt = (world: World, at: Date, destination: string) => {
  if (world.agreements === foundingAgreements) return rowOf(chinaTime(at).slice(0, 10), destination);
  const { agreements, altered } = world;
  const isAltered = (agreement: Agreement) => altered.has(agreement);
  return matrixAt(
    { agreements, ruleSets: indexesOf(world).ruleSets, members: PLACES, isAltered },
    at,
  ).destinations.find((row) => row.destination === destination)!;
};

const isOf = ({ scheme, purpose, mode }: RouteClass, { schemes, purposes, modes }: RouteClasses): boolean =>
  schemes.includes(scheme) && purposes.includes(purpose) && modes.includes(mode);

type Marks = Pick<
  Matrix['destinations'][number]['recognises'][number]['clauses'][number],
  'altered' | 'suspended' | 'rules'
>;

/** Why decisions by a clause that the matrix names would be refusals; undefined: they are none. */
const obstacleOf = ({ altered, suspended, rules }: Marks): string | undefined => {
  if (altered) return 'agreement_altered';
  if (suspended) return 'agreement_suspended';
  return rules === 'in_force' ? undefined : rules;
};

/** What the matrix calls otherwise than decisions do. */
const HOLE_BY_FAULT: Readonly<Record<string, string>> = {
  no_agreement: 'nothing_agreed',
  agreement_suspended: 'suspended',
  agreement_altered: 'altered',
};

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
        rules: 'in_force',
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
      matrixAt({ agreements: dated, ruleSets, members }, on(day)).destinations.find(
        ({ destination }) => destination === '330000',
      );
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
    const { destinations, asymmetries } = matrixAt(
      { agreements: suspended, ruleSets, members },
      on('2020-03-16'),
    );
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
    const { destinations, asymmetries } = matrixAt(
      { agreements: foundingAgreements, ruleSets, members, isAltered },
      on('2020-03-16'),
    );
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
    const founding: World = {
      ...{ agreements: foundingAgreements, ruleSets: foundingRuleSets, altered: new Set() },
    };
    const days = ['2020-02-27', '2020-03-16', '2020-03-19', '2020-03-22'];
    const anywhere = fc.record({
      world: fc.constant(founding),
      at: fc.constantFrom(...days).map(on),
      route: fc.record({
        issuer: fc.constantFrom(...allIssuers().map(({ code }) => code)),
        scheme: fc.constantFrom(...SCHEMES),
        destination: fc.constantFrom(...matrixOn('2020-03-16').destinations.map((row) => row.destination)),
        purpose: fc.constantFrom(...PURPOSES),
        mode: fc.constantFrom(...RECOGNITION_MODES),
      }),
    });
    const elsewhere = fc.record({ world: worlds, at: moments, route: routes });
    fc.assert(
      fc.property(
        fc.oneof({ weight: 4, arbitrary: anywhere }, elsewhere),
        moments,
        ({ world, at, route }, later) => {
          const indexed = indexesOf(world);
          const row = rowAt(world, at, route.destination);
          const told = row.recognises
            .filter(({ issuer }) => issuer === route.issuer)
            .flatMap(({ clauses }) => clauses)
            .filter((one) => isOf(route, one))
            .map(({ agreement, clause, ...one }) => [agreement, clause, obstacleOf(one)]);
          const decided = decidedOn(route, at, indexed);
          expect(told).toEqual(decided ? [[decided.id, decided.clause, decided.fault]] : []);
          const isTaken = [...row.recognises, ...row.begins].some(({ issuer }) => issuer === route.issuer);
          if (!isTaken || !findIssuer(route.issuer)?.schemes.includes(route.scheme)) return;
          for (const when of later > at ? [at, later] : [at]) {
            const why = row.holes
              .filter((hole) => hole.issuers.includes(route.issuer) && isOf(route, hole))
              .filter(({ from, until }) =>
                isInForce({ validFrom: from ?? chinaTime(at), validTo: until }, when),
              )
              .map((hole) => hole.why);
            const then = decidedOn(route, when, indexed);
            const fault = then ? then.fault : 'no_agreement';
            expect(why).toEqual(fault ? [HOLE_BY_FAULT[fault] ?? fault] : []);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
