import { emptyTally, summaryOf } from '@huren/agreements';
import { describe, expect, it } from '@jest/globals';
import { publicReport } from './public-report.ts';
import type { SimulationReport } from './simulation.ts';

const kind = { result: 'recognised', colour: 'green', measure: 'pass', days: null, fault: null } as const;
const change = { from: kind, to: { ...kind, measure: 'test_required' as const } };
const at = { issuer: '420000', destination: '440000' } as const;

const counting = (count: number) => ({
  ...{ examined: count, touched: count, changed: count },
  changes: [{ ...change, count, examples: [] }],
  routes: [{ ...at, count }],
  reasons: [{ kind: 'none', count }],
});

const reportOf = (count: number): SimulationReport => ({
  draft: { agreement: null, ruleSet: null, levels: null },
  window: { from: '2020-03-15T00:00:00Z', to: '2020-03-16T00:00:00Z' },
  ...{ asOf: '2020-03-16T00:00:00Z', synthetic: { size: count, seed: 1 }, engine: '1' },
  recorded: { ...counting(count), erased: count },
  population: counting(count),
});

const told = (count: number) => {
  const { recorded } = publicReport(reportOf(count));
  const { changes, routes, reasons, ...counts } = recorded;
  return [
    ...new Set([...Object.values(counts), ...[changes, routes, reasons].flat().map((one) => one.count)]),
  ];
};

describe('what everybody may read of a simulation', () => {
  it('tells counts of decisions in whole tens, and fewer than ten as no more than that', () => {
    expect([0, 1, 9, 10, 19, 20, 1_234_567].map(told)).toEqual(
      [0, '<10', '<10', 10, 10, 20, 1_234_560].map((count) => [count]),
    );
  });

  it('tells nothing by the difference of two counts', () => {
    const recorded = { ...counting(103), erased: 0, routes: [97, 6].map((count) => ({ ...at, count })) };
    const report = publicReport({ ...reportOf(0), recorded });
    expect([report.recorded.changed, ...report.recorded.routes.map(({ count }) => count)]).toEqual([
      100,
      90,
      '<10',
    ]);
  });

  it('names no decision, and counts people who are made up one by one', () => {
    const { population } = publicReport(reportOf(3));
    expect(population).toEqual({ ...counting(3), changes: [{ ...change, count: 3 }] });
    const none = { ...reportOf(0), population: null };
    expect(publicReport(none).population).toBeNull();
    expect(publicReport(none).recorded).toEqual({
      ...summaryOf(emptyTally()),
      changes: [{ ...change, count: 0 }],
      routes: [{ ...at, count: 0 }],
      reasons: [{ kind: 'none', count: 0 }],
      erased: 0,
    });
  });
});
