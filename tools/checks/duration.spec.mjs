import { describe, expect, it } from '@jest/globals';
import { lastLine, promised } from '../lib/duration.mjs';

describe('the last line of npm test', () => {
  it.each([
    [288, 'Everything held in 4 min 48 s (of 5 min)'],
    [359.7, 'Everything held in 6 min (of 5 min)'],
    [42.2, 'Everything held in 42 s (of 5 min)'],
  ])('tells how long %s s are, and how long they may be', (seconds, line) =>
    expect(lastLine([], seconds)).toBe(line),
  );

  it('tells what failed', () => {
    expect(lastLine(['lint', 'tests'], 65)).toBe('Failed: lint, tests, in 1 min 5 s (of 5 min)');
    expect(lastLine(['lint'], 65, 1.64)).toBe(
      'Failed: lint, in 1 min 5 s (of 5 min, on a machine 1.6 times as slow as stated)',
    );
  });

  it('is of a promise that grows with the pace of the machine alone', () =>
    expect([1, 1.5].map(promised)).toEqual([300, 450]));
});
