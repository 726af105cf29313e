import type { RegionEvent } from '@huren/events';
import type { RiskLevel } from '@huren/standard';
import { describe, expect, it } from '@jest/globals';
import type { Entry } from '../register/entry.ts';
import { untried } from './untried.ts';

const on = (moment: string): string => `2020-03-${moment}+08:00`;
const BEGAN = on('01T00:00:00');

/** What the register is told of a county: its levels, each since a moment, at the moment it is told. */
const told = (
  division: RegionEvent['division'],
  recordedAt: string,
  ...periods: readonly [RiskLevel, string][]
): Entry<RegionEvent> => {
  const all = periods.map(([level, since]) => ({
    ...{ level, since, scheme: 'county-2020-02' },
    unit: 'county' as const,
  }));
  const data = { division, version: all.length, ...all.at(-1)!, history: all.slice(0, -1) };
  return { key: division, revision: all.length, recordedAt, data, sequence: 1, digest: '' };
};

const entries = [
  told('420106', BEGAN, ['high', on('01T00:00:00')]),
  told('421003', on('10T09:00:00'), ['low', on('10T09:00:00')]),
  told('421003', on('16T12:00:00'), ['low', on('10T09:00:00')], ['medium', on('16T11:00:00')]),
  told('110106', on('10T09:00:00'), ['medium', on('10T09:00:00')]),
  told('110106', on('16T18:00:00'), ['medium', on('10T09:00:00')], ['low', on('16T18:00:00')]),
];

const untriedIn = (from: string, to: string, level: RiskLevel = 'high'): readonly string[] => {
  const divisions = ['421003', '110106', '420106', '370602'] as const;
  const levels = divisions.map((division) => ({ division, level }));
  return untried(levels, entries, { from: on(from), to: on(to) }).flatMap((limit) => limit.divisions);
};

describe('what recorded decisions cannot show of levels', () => {
  it('is who was in a county that is raised, for as long as it was told to be of low risk, or of none', () => {
    expect(untriedIn('15T00:00:00', '16T00:00:00')).toEqual(['370602', '421003']);
    expect(untriedIn('16T11:30:00', '16T17:00:00')).toEqual(['370602', '421003']);
    expect(untriedIn('16T12:00:00', '16T18:00:00')).toEqual(['370602']);
    expect(untriedIn('16T12:00:00', '16T18:00:01')).toEqual(['110106', '370602']);
    expect(untriedIn('02T00:00:00', '03T00:00:00')).toEqual(['110106', '370602', '421003']);
  });

  it('is nothing where no county is raised, or no level tried', () => {
    expect(untriedIn('15T00:00:00', '16T00:00:00', 'low')).toEqual([]);
    expect(untried(undefined, entries, { from: BEGAN, to: on('02T00:00:00') })).toEqual([]);
    const window = { from: BEGAN, to: on('02T00:00:00') };
    expect(untried([{ division: '420106', level: 'medium' }], entries, window)).toEqual([]);
    expect(untried([{ division: '420106', level: 'medium' }], [], window)).toMatchObject([
      {
        code: 'stays_not_stated',
        divisions: ['420106'],
        text: { 'zh-CN': expect.stringContaining('低风险') },
      },
    ]);
  });
});
