import { describe, expect, it } from '@jest/globals';
import { decide, decideWithTrace } from './decide.ts';
import { CHANGES } from './model/decision.ts';
import { asked, given } from './testing/asked.ts';
import { CHANGE_EXAMPLES } from './testing/changes.ts';
import { agreementOf, clauseOf, contactOn, green, knowing, rule, rulesOf } from './testing/examples.ts';

describe('an answer changes by itself', () => {
  it.each(CHANGE_EXAMPLES)('by %s', (_, question, knowledge, next) => {
    expect(decide(question, knowledge()).next).toEqual(next);
  });

  it('when an isolation counts again, for what came after it has ended', () => {
    const served = { ...contactOn('2020-03-12'), kind: 'isolation' as const, status: 'completed' as const };
    const later = { ...contactOn('2020-03-13'), expiresAt: '2020-03-18T09:00:00+08:00' };
    const question = asked({}, { record: { ...green, reasons: [served, later] } });
    const unserved = rule({ '!': [{ var: 'facts.isolation.completed.present' }] });
    const knowledge = knowing([agreementOf([clauseOf()])], [rulesOf([unserved])]);
    expect(decide(question, knowledge).colour).toBe('yellow');
    expect(decide(question, knowledge).next).toEqual({ at: '2020-03-18T09:00:00+08:00', why: 'fact_ends' });
  });

  it('for every reason that there is', () => {
    const shown = new Set(CHANGE_EXAMPLES.map(([, , , { why }]) => why));
    expect(CHANGES.filter((why) => !shown.has(why))).toEqual([]);
  });

  it('never where it has lapsed, or where there was nothing to look at', () => {
    const lapsed = asked({}, { record: { ...green, validUntil: '2020-03-16T09:00:00+08:00' } });
    expect(decide(lapsed, given()).next).toBeNull();
    expect(decide(asked({ presented: { kind: 'failed', result: 'unavailable' } }), given()).next).toBeNull();
  });
});

describe('what was looked at on the way to the next change', () => {
  const used = (name: string) => {
    const [, question, knowledge] = CHANGE_EXAMPLES.find(([what]) => what.startsWith(name)) ?? [];
    if (!question || !knowledge) throw new Error('no such example');
    const { later } = decideWithTrace(question, knowledge()).used;
    return later?.map(({ at, agreement, ruleSet }) => [at, agreement?.version, ruleSet?.version]);
  };

  it('is each agreement and rule set that comes to apply, and none where these stay', () => {
    expect(used('nothing but the code')).toEqual([]);
    expect(used('a version that goes on')).toEqual([
      ['2020-03-18T00:00:00+08:00', 3, 1],
      ['2020-03-20T00:00:00+08:00', undefined, 1],
    ]);
    expect(used('newer rules')).toEqual([['2020-03-18T00:00:00+08:00', 1, 2]]);
    expect(used('rules that end')).toEqual([['2020-03-20T00:00:00+08:00', 1, undefined]]);
  });
});
