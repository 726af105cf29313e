import type { AgreementEvent, RegionEvent, RuleSetEvent } from '@huren/events';
import { foundingAgreements, foundingRuleSets } from '@huren/recognition';
import type { Agreement, RuleSet } from '@huren/recognition';
import { describe, expect, it } from '@jest/globals';
import { agreementsAnswer, levelsAnswer, ruleSetsAnswer } from './answers.ts';
import type { Entry } from './entry.ts';

const MARCH = '2020-03-01T00:00:00+08:00';

const entry = <T>(key: string, revision: number, recordedAt: string, data: T): Entry<T> => ({
  key,
  revision,
  recordedAt,
  sequence: revision,
  digest: `sm3:${key}.${revision}`,
  data,
});

const [agreement] = foundingAgreements as [Agreement];
const [ruleSet] = foundingRuleSets as [RuleSet];

const version = (given: Partial<Agreement>, revision = 1, recordedAt = MARCH): Entry<AgreementEvent> => {
  const told = { ...agreement, id: 'pact', validFrom: MARCH, validTo: null, ...given };
  return entry(`pact@${told.version}`, revision, recordedAt, { revision, agreement: told });
};

const on = (day: string) => new Date(`${day}T00:00:00+08:00`);

describe('agreements of the register', () => {
  const entries = [
    version({ version: 1 }),
    version({ version: 2, validFrom: '2020-03-10T00:00:00+08:00' }),
    version(
      { version: 2, validFrom: '2020-03-10T00:00:00+08:00', state: 'suspended' },
      2,
      '2020-03-18T00:00:00+08:00',
    ),
    version(
      { version: 2, validFrom: '2020-03-10T00:00:00+08:00', state: 'ended' },
      3,
      '2020-03-25T00:00:00+08:00',
    ),
  ];
  const held = (day: string) =>
    agreementsAnswer(entries, on(day)).agreements.map((told) => [
      told.agreement.version,
      told.agreement.state,
    ]);

  it('are the newest version in date, in the state of that day', () => {
    expect(held('2020-02-28')).toEqual([]);
    expect(held('2020-03-05')).toEqual([[1, 'in_force']]);
    expect(held('2020-03-17')).toEqual([[2, 'in_force']]);
    expect(held('2020-03-18')).toEqual([[2, 'suspended']]);
  });

  it('that were ended are held by no earlier version of theirs', () => {
    expect(held('2020-03-25')).toEqual([]);
  });

  it('have every revision in their history, in order, with digest and time', () => {
    const { agreements } = agreementsAnswer(entries.toReversed());
    expect(agreements.map((told) => [told.agreement.version, told.revision, told.digest])).toEqual([
      [1, 1, 'sm3:pact@1.1'],
      [2, 1, 'sm3:pact@2.1'],
      [2, 2, 'sm3:pact@2.2'],
      [2, 3, 'sm3:pact@2.3'],
    ]);
  });
});

describe('rule sets of the register', () => {
  const stated = (
    number: number,
    state: RuleSetEvent['state'],
    revision = 1,
    recordedAt = MARCH,
  ): Entry<RuleSetEvent> => {
    const told = { ...ruleSet, version: number, validFrom: MARCH, validTo: null };
    return entry(`r@${number}`, revision, recordedAt, { revision, state, ruleSet: told });
  };

  it('are one a destination and scheme: the newest in force; a suspended one gives way to the one before', () => {
    const entries = [
      stated(1, 'in_force'),
      stated(2, 'in_force'),
      stated(2, 'suspended', 2, '2020-03-18T00:00:00+08:00'),
    ];
    const held = (day: string) =>
      ruleSetsAnswer(entries, on(day)).ruleSets.map((told) => told.ruleSet.version);
    expect([held('2020-03-17'), held('2020-03-18')]).toEqual([[2], [1]]);
  });
});

describe('levels of the register', () => {
  const period = (level: 'low' | 'high', since: string) => ({
    level,
    scheme: 's',
    unit: 'county' as const,
    since,
  });
  const region: RegionEvent = {
    division: '110106',
    version: 2,
    ...period('high', '2020-03-16T00:00:00+08:00'),
    history: [period('low', '2020-03-01T00:00:00+08:00')],
  };
  const entries = [entry('110106', 2, '2020-03-16T00:00:05+08:00', region)];

  it('are those of that day, by their periods, before the first there is none', () => {
    const at = (day: string) => levelsAnswer(entries, on(day));
    expect(at('2020-02-28')).toEqual({ riskVersion: null, levels: [] });
    expect(at('2020-03-15').levels).toMatchObject([{ division: '110106', level: 'low' }]);
    expect(at('2020-03-17')).toMatchObject({ riskVersion: '2', levels: [{ level: 'high' }] });
    expect(levelsAnswer(entries).levels).toEqual([region]);
  });
});
