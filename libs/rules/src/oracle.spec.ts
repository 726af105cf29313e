import { describe, expect, it } from '@jest/globals';
import { evaluate as oracle } from 'certlogic-js';
import fc from 'fast-check';
import { compileRule } from './rule.ts';
import { countOperators, ruleData, ruleExpression } from './testing/generator.ts';
import { truthOf } from './value.ts';
import type { Value } from './value.ts';
import { INFIX } from './validate.ts';

const RUNS = 4000;
const OPERATORS = ['var', 'if', '!', 'plusTime', 'reduce', 'extractFromUVCI', 'dccDateOfBirth', ...INFIX];

const comparable = (value: unknown): unknown =>
  JSON.stringify(value, (_, item: unknown) => item) + (value instanceof Date ? ' date' : '');

const answerOf = (expression: unknown, data: unknown): { answer: unknown } | undefined => {
  try {
    return { answer: (oracle as (expr: unknown, data: unknown) => unknown)(expression, data) };
  } catch {
    return undefined;
  }
};

/** Truth of an answer, where it has one. */
const truth = (answer: unknown): boolean | undefined => truthOf(answer as Value);

describe('against certlogic-js', () => {
  it('gives the same answer wherever that gives one, on random expressions of every operator', () => {
    const counts = new Map<string, number>();
    const tally = { cases: 0, answered: 0, varying: 0 };
    fc.assert(
      fc.property(
        ruleExpression,
        fc.array(ruleData, { minLength: 6, maxLength: 6 }),
        (expression, samples) => {
          const rule = compileRule(expression);
          countOperators(expression, counts);
          const answers = samples.map((data) => {
            const expected = answerOf(expression, data);
            const result = rule.evaluate(data);
            if (expected) expect(result).toEqual({ value: expected.answer });
            else expect('unknown' in result ? result.missing : []).toEqual([]);
            return expected ? comparable(expected.answer) : 'none';
          });
          tally.cases += 1;
          tally.answered += answers.some((answer) => answer !== 'none') ? 1 : 0;
          tally.varying += new Set(answers.filter((answer) => answer !== 'none')).size > 1 ? 1 : 0;
        },
      ),
      { numRuns: RUNS },
    );
    const line = OPERATORS.map((operator) => `${operator} ${counts.get(operator) ?? 0}`).join(', ');
    process.stdout.write(
      `certlogic: ${tally.cases} expressions, ${tally.answered} answered, ${tally.varying} not constant; ${line}\n`,
    );
    expect(OPERATORS.filter((operator) => !counts.has(operator))).toEqual([]);
    expect(tally.varying / tally.cases).toBeGreaterThanOrEqual(0.3);
  });

  it('a known answer holds whatever the unknown paths turn out to be', () => {
    const names = ['flag', 'other', 'count', 'days', 'list', 'nested', 'nested.flag', 'date', 'text'];
    let [settled, compared] = [0, 0];
    fc.assert(
      fc.property(
        ruleExpression,
        fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 4 }),
        fc.array(ruleData, { minLength: 5, maxLength: 5 }),
        (expression, unknown, [known, ...completions]) => {
          const result = compileRule(expression).evaluate(known, unknown);
          if ('unknown' in result) return;
          settled += 1;
          for (const completion of completions) {
            const data = withUnknown(known ?? {}, unknown, completion);
            const expected = answerOf(expression, data);
            if (!expected) continue;
            compared += 1;
            // A falsy answer may be falsy in another way: `and` stops at the first that is known to be.
            if (truth(expected.answer) === false) expect(truth(result.value)).toBe(false);
            else expect(result).toEqual({ value: expected.answer });
          }
        },
      ),
      { numRuns: RUNS },
    );
    expect(settled).toBeGreaterThan(RUNS / 10);
    expect(compared).toBeGreaterThan(settled);
  });

  it('never throws, whatever the data', () => {
    fc.assert(
      fc.property(ruleExpression, fc.jsonValue(), (expression, data) => {
        const result = compileRule(expression).evaluate(data);
        expect('value' in result || result.unknown).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });
});

type Data = Record<string, unknown>;

const withUnknown = (known: Data, unknown: readonly string[], other: Data): Data => {
  const data = structuredClone(known);
  for (const path of unknown) {
    const [head = '', tail] = path.split('.');
    if (tail === undefined) data[head] = other[head];
    else (data[head] as Data)[tail] = (other[head] as Data)[tail];
  }
  return data;
};
