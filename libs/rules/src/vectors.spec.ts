import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { MalformedRule, compileRule } from './rule.ts';
import { validateRule } from './validate.ts';

type Assertion = {
  data: unknown;
  expected: unknown;
  message?: string;
  directive?: string;
  certLogicExpression?: unknown;
};
type Case = {
  name?: string;
  directive?: string;
  certLogicExpression?: unknown;
  assertions?: Assertion[];
  issues?: { expr: unknown; message: string }[];
};
type Suite = { name: string; directive?: string; cases: Case[] };

const folder = new URL('../vectors/certlogic/', import.meta.url);
const suitesOf = (name: string): Suite[] =>
  readdirSync(new URL(name, folder)).map(
    (file) => JSON.parse(readFileSync(new URL(`${name}/${file}`, folder), 'utf8')) as Suite,
  );
const applied = <T extends { directive?: string }>(items: T[]): T[] =>
  items.filter(({ directive }) => directive !== 'skip');

/** What a JSON pointer leads to. */
const partAt = (pointer: string, whole: unknown): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce((part, key) => (part as Record<string, unknown>)[key.replaceAll('~1', '/')], whole);

const comparable = (value: unknown): unknown => (value instanceof Date ? value.toISOString() : value);

const evaluationSuites = applied(suitesOf('testSuite'));
const validationSuites = suitesOf('validation-testSuite');

describe.each(evaluationSuites)('published evaluation suite: $name', ({ cases }) => {
  it.each(applied(cases).map((given, at) => ({ ...given, title: given.name ?? `case ${at + 1}` })))(
    '$title',
    (given) => {
      const assertions = applied(given.assertions ?? []);
      expect(assertions.length).toBeGreaterThan(0);
      for (const { data, expected, certLogicExpression } of assertions) {
        const expression = certLogicExpression ?? given.certLogicExpression;
        const result = compileRule(expression).evaluate(data);
        expect({ expression, data, result: 'value' in result ? comparable(result.value) : result }).toEqual({
          expression,
          data,
          result: expected,
        });
      }
    },
  );
});

describe.each(validationSuites)('published validation suite: $name', ({ cases }) => {
  it.each(cases.map((given) => ({ ...given, title: JSON.stringify(given.certLogicExpression) })))(
    '$title',
    (given) => {
      const issues = validateRule(given.certLogicExpression);
      expect(issues.map(({ expr, message }) => ({ expr, message }))).toEqual(given.issues);
      for (const { path, expr } of issues) expect(partAt(path, given.certLogicExpression)).toEqual(expr);
      if (issues.length > 0) expect(() => compileRule(given.certLogicExpression)).toThrow(MalformedRule);
    },
  );
});

it('every published case was run, but for those that the suite itself skips', () => {
  const assertions = evaluationSuites.flatMap(({ cases }) =>
    applied(cases).flatMap((given) => applied(given.assertions ?? [])),
  );
  const malformed = validationSuites.flatMap(({ cases }) => cases);
  process.stdout.write(
    `published CertLogic vectors: ${assertions.length} evaluations, ${malformed.length} validations\n`,
  );
  expect([assertions.length, malformed.length]).toEqual([218, 23]);
});
