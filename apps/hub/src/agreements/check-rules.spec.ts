import { foundingRuleSets } from '@huren/recognition';
import type { RuleSet } from '@huren/recognition';
import { expect, it } from '@jest/globals';
import { checkRules, withCheckedRules } from './check-rules.ts';

const [plain] = foundingRuleSets as readonly [RuleSet];
const rule = plain.rules[0] as RuleSet['rules'][number];
const asked = { ruleSet: { ...plain, rules: [rule] }, party: plain.destination };

it('rules are checked while no work is under way, once for the same rules', async () => {
  const steps: string[] = [];
  const work = () =>
    Promise.resolve().then(() => {
      steps.push('begun');
      const { findings, reads } = checkRules(asked);
      steps.push('done');
      return { findings, reads };
    });
  const found = await Promise.all([withCheckedRules(work), withCheckedRules(work)]);
  expect(found[0]).toMatchObject({ findings: [], reads: [{ rule: rule.id }] });
  expect(found[1]).toEqual(found[0]);
  expect(steps).toEqual(['begun', 'begun', 'begun', 'done', 'begun', 'done']);
  await withCheckedRules(work);
  expect(steps.slice(6)).toEqual(['begun', 'done']);
});

it('a fault of the work itself is passed on', async () => {
  await expect(withCheckedRules(() => Promise.reject(new RangeError('its own')))).rejects.toThrow('its own');
});
