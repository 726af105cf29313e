import { describe, expect, it } from '@jest/globals';
import { sequenceAt } from './sequence-at.ts';

const entry = (recordedAt: string, sequence: number) => ({
  ...{ key: 'a', revision: sequence, digest: '', data: null },
  ...{ recordedAt, sequence },
});

const history = [
  entry('2020-03-01T00:00:00+08:00', 3),
  entry('2020-03-18T12:00:00+08:00', 9),
  entry('2026-11-24T00:00:00+08:00', 11),
  entry('2020-03-20T00:00:00+08:00', 10),
];

describe('what held at an instant', () => {
  it('had the newest place that had been told, and none before anything was', () => {
    expect(sequenceAt(history, new Date('2020-03-19T00:00:00+08:00'))).toBe(9);
    expect(sequenceAt(history)).toBe(11);
    expect(sequenceAt(history, new Date('2019-01-01T00:00:00+08:00'))).toBeNull();
  });
});
