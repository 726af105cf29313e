import { DAY_MS, REASON_KINDS } from '@huren/standard';
import type { Reason } from '@huren/standard';
import { describe, expect, it } from '@jest/globals';
import { assess } from './assess.ts';
import { foundingRuleSets } from './founding.ts';
import { isolationsOf, servedAt, stateIsolations } from './isolations.ts';
import type { Isolation } from './isolations.ts';
import { riskLevels } from './risk-levels.ts';
import { ruleSetIndex } from './rule-set-index.ts';
import { contactOn, on, stayOn } from './testing/examples.ts';
import { once } from './testing/once.ts';

const levels = riskLevels([], null);
const hangzhou = once(() => {
  const found = ruleSetIndex(foundingRuleSets).find('330100', 'domestic', on('2020-02-14'));
  if (!found) throw new Error('no rule set');
  return found;
});

const holder = (reasons: readonly Reason[]) => ({
  issuer: '330100' as const,
  scheme: 'domestic' as const,
  covers: [...REASON_KINDS],
  reasons: [...reasons],
});

const asked = (reasons: readonly Reason[], day: string, begun: readonly Isolation[] = []): Isolation[] =>
  isolationsOf(holder(reasons), begun, hangzhou(), levels, on(day));

const daily = (...days: number[]): Date[] => days.map((n) => on(`2020-02-${String(n).padStart(2, '0')}`));

const medium = stayOn('2020-02-13', '330302', 'medium');
const contact = contactOn('2020-02-13');
const seven: Isolation = { rule: 'a', since: on('2020-02-13').getTime(), days: 7, checkIns: 7 };

describe('isolations that rules ask for', () => {
  it('are those of the rules that hold and count check-ins, from the latest fact', () => {
    expect(asked([medium], '2020-02-14')).toEqual([{ ...seven, rule: 'medium-risk-area' }]);
    expect(asked([contact, medium], '2020-02-14').map(({ checkIns }) => checkIns)).toEqual([14, 7]);
    expect(asked([], '2020-02-14')).toEqual([]);
    const recovered: Reason = { ...contact, kind: 'case.recovered' };
    expect(asked([recovered], '2020-02-14')).toEqual([]);
  });

  it('go on after the rule’s own days where they have begun, as long as their fact is the latest', () => {
    const [begun] = asked([contact], '2020-02-14');
    if (!begun) throw new Error('none asked for');
    expect(asked([contact], '2020-03-05')).toEqual([]);
    expect(asked([contact], '2020-03-05', [begun])).toEqual([begun]);
    expect(asked([], '2020-03-05', [begun])).toEqual([]);
    expect(asked([contactOn('2020-03-01')], '2020-03-20', [begun])).toEqual([]);
  });
});

describe('an isolation', () => {
  it('is served by seven check-ins on days after the fact, and not before seven days are over', () => {
    expect(servedAt(seven, daily(14, 15, 16, 17, 18, 19))).toBeNull();
    expect(servedAt(seven, daily(13, 14, 15, 16, 17, 18, 19))).toBeNull();
    expect(servedAt(seven, daily(14, 15, 16, 17, 18, 19, 20))).toEqual(on('2020-02-20'));
    const early = [...daily(14, 15, 16, 17, 18, 19), new Date('2020-02-20T00:05:00+08:00')];
    expect(servedAt(seven, early)).toEqual(on('2020-02-20'));
  });

  it('is longer by each day that was missed', () => {
    expect(servedAt(seven, daily(14, 15, 16, 18, 19, 20))).toBeNull();
    expect(servedAt(seven, daily(14, 15, 16, 18, 19, 20, 21))).toEqual(on('2020-02-21'));
  });
});

describe('the reason that isolations amount to', () => {
  const fourteen: Isolation = { ...seven, rule: 'b', days: 14, checkIns: 14 };
  const week = daily(14, 15, 16, 17, 18, 19, 20);
  const of = (isolations: readonly Isolation[], day: string, made = week) =>
    stateIsolations(isolations, made, '330100', on(day));

  it('is in progress until the last is served, and says when time will end one', () => {
    expect(of([seven], '2020-02-19', daily(14, 15, 16, 17, 18, 19))).toMatchObject({
      reasons: [{ status: 'in_progress', observedAt: '2020-02-13T09:00:00+08:00' }],
      nextEndAt: null,
    });
    const early = [...daily(14, 15, 16, 17, 18, 19), new Date('2020-02-20T00:05:00+08:00')];
    const night = stateIsolations([seven], early, '330100', new Date('2020-02-20T00:05:00+08:00'));
    expect(night).toMatchObject({ reasons: [{ status: 'in_progress' }], nextEndAt: on('2020-02-20') });
    expect(of([seven, fourteen], '2020-02-21').reasons).toMatchObject([{ status: 'in_progress' }]);
  });

  it('is completed when all are, and none where nothing was asked for', () => {
    expect(of([seven], '2020-02-21').reasons).toMatchObject([
      { status: 'completed', issuer: '330100', observedAt: '2020-02-20T09:00:00+08:00' },
    ]);
    expect(of([], '2020-02-21')).toEqual({ reasons: [], nextEndAt: null });
  });

  it('keeps Hangzhou’s colour until the check-ins are made, and then ends it', () => {
    const coloured = (reasons: readonly Reason[], made: readonly Date[], day: string) => {
      const first = asked(reasons, '2020-02-14');
      const isolations = asked(reasons, day, first);
      const { reasons: derived } = stateIsolations(isolations, made, '330100', on(day));
      return assess(holder([...reasons, ...derived]), hangzhou(), levels, on(day)).colour;
    };
    expect(coloured([medium], daily(14, 15), '2020-02-21')).toBe('yellow');
    expect(coloured([medium], daily(14, 15), '2020-03-10')).toBe('yellow');
    expect(coloured([medium], week, '2020-02-20')).toBe('green');
    expect(coloured([contact], week, '2020-03-10')).toBe('red');
    const fortnight = Array.from({ length: 14 }, (_, n) => new Date(on('2020-02-14').getTime() + n * DAY_MS));
    expect(coloured([contact], fortnight, '2020-02-27')).toBe('green');
    expect(coloured([contact, medium], week, '2020-02-21')).toBe('red');
  });
});
