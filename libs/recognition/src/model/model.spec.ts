import { describe, expect, it } from '@jest/globals';
import { agreementOf, clauseOf, rule } from '../testing/examples.ts';
import { agreement, clause } from './agreement.ts';
import { rule as ruleSchema } from './rule-set.ts';

const accepts = (schema: typeof agreement | typeof clause | typeof ruleSchema, given: object): boolean =>
  schema.safeParse(given).success;

describe('what partners hand in', () => {
  it('has ids of small letters, digits and hyphens', () => {
    for (const [id, fits] of [
      ['hubei-guangdong-2', true],
      ['Hubei', false],
      ['hubei guangdong', false],
      ['hubei-广东', false],
      ['', false],
    ] as const) {
      expect(accepts(agreement, agreementOf([clauseOf()], { id }))).toBe(fits);
      expect(accepts(clause, clauseOf({ id }))).toBe(fits);
      expect(accepts(ruleSchema, rule(true, {}, { id }))).toBe(fits);
    }
  });

  it('may name several purposes, and then at least one', () => {
    expect(accepts(clause, clauseOf({ purposes: ['work', 'transport'] }))).toBe(true);
    expect(accepts(clause, clauseOf({ purposes: [] }))).toBe(false);
  });

  it('is unavailable on stale data unless a clause says that it is not recognised', () => {
    const { whenStale: _, ...silent } = clauseOf();
    expect(clause.parse(silent).whenStale).toBe('unavailable');
    expect(accepts(clause, clauseOf({ whenStale: 'not_recognised' }))).toBe(true);
    expect(accepts(clause, clauseOf({ whenStale: 'recognised' as never }))).toBe(false);
  });
});
