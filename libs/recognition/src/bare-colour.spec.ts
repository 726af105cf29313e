import type { Reason } from '@huren/standard';
import { describe, expect, it } from '@jest/globals';
import { readingsOf } from './bare-colour.ts';
import { decide } from './decide.ts';
import type { Meaning } from './knowledge.ts';
import { riskLevels } from './risk-levels.ts';
import { agreementOf, bare, clauseOf, green, knowing, rule, rulesOf } from './testing/examples.ts';

const common = { issuer: '420000', evidence: 'unstated', observedAt: '2020-03-10T09:00:00+08:00' };
const reasonsFor = (meaning: Meaning): (readonly Reason[] | undefined)[] =>
  readingsOf(bare('yellow'), meaning).records.map(({ reasons }) => reasons);

describe('the readings of a code', () => {
  it('with reasons it stands for itself', () => {
    expect(readingsOf(green, [[{ kind: 'contact.close' }]])).toEqual({ records: [green], opaque: false });
  });

  it('a bare colour stands for each set of reasons that it may mean, seen when it was issued', () => {
    expect(reasonsFor([[], [{ kind: 'contact.close' }, { kind: 'declaration.missing' }]])).toEqual([
      [],
      [
        { ...common, kind: 'contact.close' },
        { ...common, kind: 'declaration.missing' },
      ],
    ]);
    expect(readingsOf(bare('yellow'), [[]])).toEqual({
      records: [{ ...green, colour: 'yellow' }],
      opaque: false,
    });
  });

  it('takes what a meaning leaves open at its strictest, and what it says as it says it', () => {
    const [reasons] = reasonsFor([
      [
        { kind: 'exposure.area' },
        { kind: 'exposure.area', division: '420100', level: 'medium' },
        { kind: 'exposure.abroad' },
        { kind: 'symptom' },
        { kind: 'temperature' },
        { kind: 'test.nucleic' },
        { kind: 'isolation' },
        { kind: 'isolation', status: 'ordered' },
        { kind: 'manual' },
      ],
    ]);
    expect(reasons).toEqual([
      { ...common, kind: 'exposure.area', level: 'high', division: '420000' },
      { ...common, kind: 'exposure.area', level: 'medium', division: '420100' },
      { ...common, kind: 'exposure.abroad', country: 'ZZZ' },
      { ...common, kind: 'symptom', symptoms: ['fever'] },
      { ...common, kind: 'temperature', tenths: 450 },
      { ...common, kind: 'test.nucleic', result: 'positive' },
      { ...common, kind: 'isolation', status: 'in_progress' },
      { ...common, kind: 'isolation', status: 'ordered' },
      {
        ...common,
        kind: 'manual',
        grounds: 'quarantine_order',
        approvedBy: ['unstated-1', 'unstated-2'],
        expiresAt: '2020-04-10T09:00:00+08:00',
      },
    ]);
  });

  it('of which nothing is known, or nothing sensible, nothing is known', () => {
    const nothing = { ...green, colour: 'yellow', covers: [], reasons: [] };
    for (const meaning of [undefined, [], [[], [{ kind: 'symptom', symptoms: ['joy'] } as const]]]) {
      expect(readingsOf(bare('yellow'), meaning)).toEqual({ records: [nothing], opaque: true });
      expect(readingsOf(bare('green'), meaning).opaque).toBe(false);
    }
  });
});

describe('a decision on a bare colour', () => {
  const rules = rulesOf([
    rule({ var: 'facts.contact.close.present' }, { colour: 'red', measure: 'home_isolation', days: 3 }),
    rule({ var: 'facts.symptom.fever.present' }, { measure: 'medical_referral', days: 20 }, { id: 'fever' }),
  ]);
  const of = (colour: 'green' | 'yellow', meaning?: Meaning) => {
    const knowledge = knowing([agreementOf([clauseOf()])], [rules], { meanings: () => meaning });
    const shown = { verified: 'mac', observedAt: '2020-03-16T09:00:00+08:00', ageSeconds: 0 } as const;
    return decide(
      {
        decisionId: 'd',
        at: '2020-03-16T09:00:00+08:00',
        destination: '440000',
        purpose: 'entry',
        mode: 'showing',
        presented: { kind: 'record', record: bare(colour), ...shown },
      },
      knowledge,
    );
  };

  it('is the strictest of its readings, each part for itself, with all rules that fired', () => {
    expect(of('yellow', [[{ kind: 'contact.close' }], [{ kind: 'symptom' }], []])).toMatchObject({
      colour: 'red',
      measure: 'medical_referral',
      measureUntil: '2020-04-05T09:00:00+08:00',
      source: { bareColour: true },
      basis: { rules: ['a', 'fever'], undetermined: [] },
    });
    expect(of('green', [[]])).toMatchObject({ colour: 'green', measure: 'pass', measureUntil: null });
    const twice = of('yellow', [[{ kind: 'contact.close' }], [{ kind: 'contact.close' }]]);
    expect(twice.basis.rules).toEqual(['a']);
  });

  it('of unknown meaning is the worst that the rules know, and names all that is unknown', () => {
    expect(of('yellow')).toMatchObject({
      colour: 'red',
      measure: 'central_isolation',
      measureUntil: '2020-03-30T09:00:00+08:00',
      basis: {
        rules: [],
        undetermined: [
          { rule: 'a', missing: ['facts.contact.close.present'] },
          { rule: 'fever', missing: ['facts.symptom.fever.present'] },
        ],
      },
    });
    expect(of('green')).toMatchObject({ colour: 'yellow', measure: 'test_required', measureUntil: null });
  });

  it('asks the levels for the places that its meaning names', () => {
    const levels = riskLevels([{ division: '420000', level: 'low' }], '1');
    const area = rulesOf([rule({ var: 'facts.exposure.area.high.present' })]);
    const meanings = () => [[{ kind: 'exposure.area' as const }]];
    const knowledge = knowing([agreementOf([clauseOf()])], [area], { levels, meanings });
    const shown = { verified: 'none', observedAt: '2020-03-16T09:00:00+08:00', ageSeconds: 0 } as const;
    const presented = { kind: 'record', record: bare('yellow'), ...shown } as const;
    const question = { decisionId: 'd', at: shown.observedAt, destination: '440000', presented } as const;
    expect(decide({ ...question, purpose: 'entry', mode: 'showing' }, knowledge).colour).toBe('green');
  });
});
