import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MEASURES, compareMeasures, strictestMeasure } from './measures.ts';
import { COLOURS, compareColours, hasColour, strictestColour } from './palettes.ts';

describe('orders', () => {
  const colours = fc.constantFrom(...COLOURS);
  const measures = fc.constantFrom(...MEASURES);

  it('the strictest does not depend on order or repetition', () => {
    fc.assert(
      fc.property(colours, colours, colours, (a, b, c) => {
        expect(strictestColour(a, strictestColour(b, c))).toBe(strictestColour(strictestColour(a, b), c));
        expect(strictestColour(a, b, c)).toBe(strictestColour(c, strictestColour(b, a)));
        expect(strictestColour(a, a)).toBe(a);
        expect(compareColours(strictestColour(a, b), a)).toBeGreaterThanOrEqual(0);
      }),
    );
    fc.assert(
      fc.property(measures, measures, measures, (a, b, c) => {
        expect(strictestMeasure(a, strictestMeasure(b, c))).toBe(strictestMeasure(strictestMeasure(a, b), c));
        expect(strictestMeasure(a, b, c)).toBe(strictestMeasure(c, b, a));
        expect(strictestMeasure(a, a)).toBe(a);
        expect(compareMeasures(strictestMeasure(a, b), b)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('the international version has no red, the domestic one no orange', () => {
    expect([
      hasColour('international', 'red'),
      hasColour('domestic', 'orange'),
      hasColour('national', 'red'),
    ]).toEqual([false, false, true]);
  });
});
