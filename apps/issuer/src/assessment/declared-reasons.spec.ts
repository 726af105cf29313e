import { DAY_MS } from '@huren/standard';
import type { Reason } from '@huren/standard';
import { describe, expect, it } from '@jest/globals';
import { adverseOf } from '../declarations/declared-facts.ts';
import { declaredReasons, liftFever } from './declared-reasons.ts';

const first = new Date('2020-03-01T09:00:00+08:00');
const days = (n: number): Date => new Date(first.getTime() + n * DAY_MS);
const ill = { temperatureTenths: 385, symptoms: ['fever', 'cough'], closeContact: true } as const;
const none: ReadonlySet<number> = new Set();

describe('declared facts', () => {
  it('are reasons for fourteen days each, and the next end is told', () => {
    const declared = [...adverseOf({ ...ill, closeContact: false }, first), ...adverseOf(ill, days(3))];
    const of = (at: Date) => declaredReasons(declared, '420000', none, at);
    expect(of(days(4)).nextEndAt).toEqual(days(14));
    expect(of(days(4)).reasons.map(({ kind }) => kind)).toEqual([
      'temperature',
      'symptom',
      'contact.close',
      'temperature',
      'symptom',
    ]);
    expect(of(days(14)).reasons).toHaveLength(3);
    expect(of(days(17))).toEqual({ reasons: [], nextEndAt: null });
  });

  it('go on while an isolation counts from them', () => {
    const declared = adverseOf(ill, first);
    const { reasons, nextEndAt } = declaredReasons(declared, '420000', new Set([first.getTime()]), days(20));
    expect(reasons).toHaveLength(3);
    expect(nextEndAt).toBeNull();
  });

  it('are nothing where all is well', () => {
    expect(adverseOf({ temperatureTenths: 372, symptoms: [], closeContact: false }, first)).toEqual([]);
  });
});

describe('a fever', () => {
  const temperature = (tenths: number, evidence: 'measurement' | 'declaration', day: number): Reason => ({
    kind: 'temperature',
    issuer: '420000',
    evidence,
    observedAt: days(day).toISOString(),
    tenths,
  });
  const { reasons: declared } = declaredReasons(adverseOf(ill, first), '420000', none, days(1));
  const kindsOf = (reasons: readonly Reason[]) => liftFever(reasons).map(({ kind }) => kind);

  it('is lifted by a normal temperature that was measured later, and by no other', () => {
    expect(liftFever([...declared, temperature(366, 'measurement', 1)])).toMatchObject([
      { kind: 'contact.close' },
      { kind: 'symptom', symptoms: ['cough'] },
      { kind: 'temperature', tenths: 366 },
    ]);
    for (const other of [
      temperature(366, 'declaration', 1),
      temperature(380, 'measurement', 1),
      temperature(366, 'measurement', -1),
    ])
      expect(kindsOf([...declared, other])).toHaveLength(declared.length + 1);
  });
});
