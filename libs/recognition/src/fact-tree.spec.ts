import { describe, expect, it } from '@jest/globals';
import { OCCURRENCE_NAMES, factDocument } from './fact-document.ts';
import { factTree } from './fact-tree.ts';

describe('the facts of a fact document', () => {
  const names = [...OCCURRENCE_NAMES];

  it('have each occurrence under its own name', () => {
    const facts = factTree((name) => ({ present: true, days: names.indexOf(name), hours: 0 }), 0);
    const daysAt = (name: string): unknown =>
      `${name}.days`.split('.').reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], facts);
    expect(names.map(daysAt)).toEqual(names.map((_, at) => at));
  });

  it('count from 0 upwards', () => {
    const { facts } = factDocument.shape;
    const of = (days: number, hours: number, tenths: number) =>
      facts.safeParse(factTree(() => ({ present: true, days, hours }), tenths)).success;
    expect(of(0, 0, 0)).toBe(true);
    expect(of(3, 72, 366)).toBe(true);
    expect([of(-1, 0, 0), of(0, -1, 0), of(0, 0, -1)]).toEqual([false, false, false]);
  });
});
