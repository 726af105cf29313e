import { REASON_KINDS } from '@huren/standard';
import type { Reason } from '@huren/standard';
import { describe, expect, it } from '@jest/globals';
import { ABSENT, FACT_PATHS, NEVER, OCCURRENCE_NAMES, factDocumentJsonSchema } from './fact-document.ts';
import { factsOf, reasonsInForce } from './facts.ts';
import { riskLevels } from './risk-levels.ts';
import { contactOn, green, on, stayOn } from './testing/examples.ts';

const at = on('2020-03-20');
const context = { destination: '440111', purpose: 'work', levels: riskLevels([], null), at } as const;
const seen = (days: number) => ({ present: true, days, hours: days * 24 });
const of = (reasons: readonly Reason[], covers = green.covers, levels = context.levels) =>
  factsOf({ ...green, reasons: [...reasons], covers }, { ...context, levels });
const stated = {
  issuer: '420000',
  evidence: 'declaration',
  observedAt: '2020-03-18T09:00:00+08:00',
} as const;

describe('the fact document', () => {
  it('tells source, destination, purpose and time', () => {
    const { document, unseen } = of([]);
    expect(document).toEqual({
      at: '2020-03-20T09:00:00+08:00',
      source: {
        issuer: '420000',
        province: '420000',
        scheme: 'domestic',
        colour: 'green',
        bareColour: false,
      },
      destination: { division: '440111', province: '440000' },
      purpose: 'work',
      facts: ABSENT,
    });
    expect(unseen.paths).toEqual([]);
    expect([...unseen.occurrences]).toEqual([]);
    expect(factsOf({ ...green, reasons: undefined }, context).document.source.bareColour).toBe(true);
  });

  it('counts whole days and hours since the latest observation', () => {
    const early = { ...contactOn('2020-03-10') };
    const late = { ...contactOn('2020-03-17'), observedAt: '2020-03-17T10:00:00+08:00' };
    for (const reasons of [
      [early, late],
      [late, early],
    ]) {
      const { document, latest } = of(reasons);
      expect(document.facts.contact.close).toEqual({ present: true, days: 2, hours: 71 });
      expect([...latest]).toEqual([['contact.close', Date.parse(late.observedAt)]]);
    }
    const ahead = of([{ ...early, observedAt: '2020-03-21T09:00:00+08:00' }]);
    expect(ahead.document.facts.contact.close).toEqual({ present: true, days: 0, hours: 0 });
    expect(of([]).document.facts.contact.close).toEqual({ present: false, days: 36_500, hours: 876_000 });
  });

  it('a reason past its end is no occurrence, at its end already', () => {
    const ends = (expiresAt: string) => ({ ...contactOn('2020-03-18'), expiresAt });
    expect(of([ends('2020-03-20T09:00:00+08:00')]).document.facts.contact.close).toEqual(NEVER);
    expect(of([ends('2020-03-20T09:00:01+08:00')]).document.facts.contact.close).toEqual(seen(2));
    expect(reasonsInForce([ends('2020-03-20T09:00:00+08:00'), contactOn('2020-03-18')], at)).toEqual([
      contactOn('2020-03-18'),
    ]);
  });

  it('an isolation relieves of what came before it ended, and of nothing later', () => {
    const served = { kind: 'isolation', status: 'completed', ...stated } as const;
    const later = { ...stated, observedAt: '2020-03-18T09:00:01+08:00' };
    const isServed = (reason: Reason): boolean =>
      of([served, reason]).document.facts.isolation.completed.present;
    expect(isServed({ kind: 'contact.close', ...stated })).toBe(true);
    const asksAgain: Reason[] = [
      { kind: 'case.confirmed', ...later },
      { kind: 'case.suspected', ...later },
      { kind: 'case.asymptomatic', ...later },
      { kind: 'contact.close', ...later },
      { kind: 'contact.secondary', ...later },
      { kind: 'exposure.area', ...later, division: '420100', level: 'medium' },
      { kind: 'exposure.abroad', ...later, country: 'ITA' },
    ];
    for (const reason of asksAgain) expect([reason.kind, isServed(reason)]).toEqual([reason.kind, false]);
    expect(isServed({ kind: 'exposure.area', ...later, division: '420100', level: 'low' })).toBe(true);
    expect(isServed({ kind: 'test.nucleic', ...later, result: 'negative' })).toBe(true);
    const uncovered = of([served, { kind: 'contact.close', ...later }], ['contact.close']);
    expect(uncovered.unseen.paths).not.toContain('facts.isolation.completed');
  });

  it('puts each reason under its names, and none under any other', () => {
    const reasons: [Reason, string[]][] = [
      [
        { kind: 'symptom', ...stated, symptoms: ['cough', 'other'] },
        ['symptom.any', 'symptom.cough', 'symptom.other'],
      ],
      [{ kind: 'test.nucleic', ...stated, result: 'negative' }, ['test.nucleic.negative']],
      [{ kind: 'test.nucleic', ...stated, result: 'positive' }, ['test.nucleic.positive']],
      [{ kind: 'isolation', ...stated, status: 'in_progress' }, ['isolation.in_progress']],
      [{ kind: 'declaration.missing', ...stated }, ['declaration.missing']],
      [{ kind: 'exposure.abroad', ...stated, country: 'ITA' }, ['exposure.abroad']],
    ];
    for (const [reason, names] of reasons) expect([...of([reason]).latest.keys()]).toEqual(names);
    for (const name of OCCURRENCE_NAMES) {
      const [reason] = reasons.find(([, names]) => names.includes(name)) ?? [];
      if (!reason) continue;
      const found = name
        .split('.')
        .reduce<unknown>((tree, key) => (tree as Record<string, unknown>)[key], of([reason]).document.facts);
      expect(found).toEqual(seen(2));
    }
  });

  it('the highest temperature counts, with the latest time', () => {
    const warm = { kind: 'temperature' as const, ...stated, tenths: 381 };
    const normal = { ...warm, tenths: 365, observedAt: '2020-03-19T09:00:00+08:00' };
    expect(of([warm, normal]).document.facts.temperature).toEqual({ ...seen(1), tenths: 381 });
  });

  it('a stay counts by the level known now, else by the reason, and a high one as medium and low too', () => {
    const stay = stayOn('2020-03-18', '420102', 'low');
    expect(of([stay]).document.facts.exposure.area).toEqual({ low: seen(2), medium: NEVER, high: NEVER });
    const raised = riskLevels([{ division: '420102', level: 'high' }], '8');
    expect(of([stay], green.covers, raised).document.facts.exposure.area).toEqual({
      low: seen(2),
      medium: seen(2),
      high: seen(2),
    });
    const lowered = riskLevels([{ division: '420102', level: 'medium' }], '9');
    const high = stayOn('2020-03-18', '420102', 'high');
    expect(of([high], green.covers, lowered).document.facts.exposure.area.high).toEqual(NEVER);
  });
});

describe('what is unknown', () => {
  it('is every part of a kind that the record does not cover', () => {
    expect(of([], []).unseen.paths).toEqual([
      'facts.case.confirmed',
      'facts.case.suspected',
      'facts.case.asymptomatic',
      'facts.case.recovered',
      'facts.contact.close',
      'facts.contact.secondary',
      'facts.exposure.area',
      'facts.exposure.abroad',
      'facts.symptom',
      'facts.temperature',
      'facts.test.nucleic.negative',
      'facts.test.nucleic.positive',
      'facts.isolation.ordered',
      'facts.isolation.in_progress',
      'facts.isolation.completed',
      'facts.declaration.missing',
      'facts.manual',
    ]);
  });

  it('is also told by the occurrences that lie below', () => {
    const covers = REASON_KINDS.filter(
      (kind) => kind !== 'exposure.area' && kind !== 'manual' && kind !== 'isolation',
    );
    expect([...of([], covers).unseen.occurrences]).toEqual([
      'exposure.area.low',
      'exposure.area.medium',
      'exposure.area.high',
      'isolation.ordered',
      'isolation.in_progress',
      'isolation.completed',
      'manual',
    ]);
  });

  it('a stated reason settles relief only: of an adverse kind there may be more', () => {
    const covers = REASON_KINDS.filter((kind) => kind !== 'contact.close' && kind !== 'test.nucleic');
    const negative: Reason = { kind: 'test.nucleic', ...stated, result: 'negative' };
    expect(of([contactOn('2020-03-18')], covers).unseen.paths).toEqual([
      'facts.contact.close',
      'facts.test.nucleic.negative',
      'facts.test.nucleic.positive',
    ]);
    expect(of([negative], covers).unseen.paths).toEqual([
      'facts.contact.close',
      'facts.test.nucleic.positive',
    ]);
  });
});

describe('its published form', () => {
  it('names every path, and refuses unknown ones', () => {
    expect(FACT_PATHS.size).toBe(91);
    expect(OCCURRENCE_NAMES.size).toBe(27);
    expect(FACT_PATHS.has('facts.temperature.tenths')).toBe(true);
    expect(FACT_PATHS.has('source.issuer')).toBe(true);
    const schema = factDocumentJsonSchema() as {
      title: string;
      required: string[];
      additionalProperties: boolean;
    };
    expect(schema.title).toBe('Fact document');
    expect(schema.required).toEqual(['at', 'source', 'destination', 'purpose', 'facts']);
    expect(schema.additionalProperties).toBe(false);
  });
});
