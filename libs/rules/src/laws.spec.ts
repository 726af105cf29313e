import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { reader } from './access.ts';
import { polarityOf } from './polarity.ts';
import { compileRule } from './rule.ts';
import type { RuleResult } from './rule.ts';
import { ruleData, ruleExpression } from './testing/generator.ts';
import type { Value } from './value.ts';

const RUNS = 2000;

type Tree = { [key: string]: Value | Tree };

const put = (tree: Tree, path: string, value: Value): void => {
  const keys = path.split('.');
  const last = keys.pop() as string;
  let at = tree;
  for (const key of keys) at = (at[key] ??= {}) as Tree;
  at[last] = value;
};

/** Nothing of the data but what stands at some paths; the outer ones first, the inner ones lie within them. */
const restricted = (data: Value, paths: readonly string[]): Value => {
  if (paths.includes('')) return data;
  const outermost = paths.filter((path) => !paths.some((other) => path.startsWith(`${other}.`)));
  const tree: Tree = {};
  for (const path of outermost) put(tree, path, reader(path)(data));
  return tree as Value;
};

/** Of a truth: false before unknown before true. */
const rank = (result: RuleResult): number => {
  if ('unknown' in result) return 1;
  return result.value ? 2 : 0;
};

const LEAVES = ['flag', 'other', 'count', 'days', 'nested.flag', 'nested.count'] as const;

const raised = (data: Value, path: string): Value => {
  const copy = structuredClone(data) as Tree;
  const value = reader(path)(data);
  put(copy, path, typeof value === 'boolean' ? true : (value as number) + 1);
  return copy as Value;
};

describe('laws of rules', () => {
  it('on the paths that it reads alone, a rule gives the same answer', () => {
    fc.assert(
      fc.property(ruleExpression, ruleData, (expression, data) => {
        const rule = compileRule(expression);
        expect(rule.evaluate(restricted(data, rule.reads))).toEqual(rule.evaluate(data));
      }),
      { numRuns: RUNS },
    );
  });

  it('a rule names no path as missing that it does not read, and every one of them is unknown', () => {
    fc.assert(
      fc.property(ruleExpression, ruleData, fc.subarray([...LEAVES]), (expression, data, unknown) => {
        const { reads, evaluate } = compileRule(expression);
        const result = evaluate(data, unknown);
        const missing = 'unknown' in result ? result.missing : [];
        expect(reads).toEqual(expect.arrayContaining([...missing]));
        for (const path of missing)
          expect(unknown.some((one) => path === '' || one === path || one.startsWith(`${path}.`))).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });

  it('a rule becomes no less true as a value rises that it reads in the positive alone, no truer in the negative', () => {
    let moved = 0;
    const check = (expression: unknown, data: Value, path: string, unknown: readonly string[]): void => {
      const { evaluate } = compileRule({ '!': [{ '!': [expression] }] });
      const polarity = polarityOf(expression).get(path);
      if (!polarity || Number(reader(path)(data)) < 0) return;
      const before = rank(evaluate(data, unknown));
      const after = rank(evaluate(raised(data, path), unknown));
      moved += after === before ? 0 : 1;
      if (!polarity.negative) expect(after).toBeGreaterThanOrEqual(before);
      if (!polarity.positive) expect(after).toBeLessThanOrEqual(before);
    };
    fc.assert(
      fc.property(ruleExpression, ruleData, fc.subarray([...LEAVES]), (expression, data, unknown) => {
        const { reads } = compileRule(expression);
        if (reads.includes('') || reads.includes('nested')) return;
        for (const path of LEAVES) check(expression, data, path, unknown);
      }),
      { numRuns: RUNS },
    );
    expect(moved).toBeGreaterThan(RUNS / 100);
  });
});
