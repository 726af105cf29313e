import { describe, expect, it } from '@jest/globals';
import { decisionsIn } from './world.ts';

describe('the decisions that an answer names', () => {
  it.each([
    ['a decision', { decisionId: 'a', result: 'recognised' }, ['a']],
    ['a conversion', { decision: { decisionId: 'a' }, national: null }, ['a']],
    ['a batch', { decisions: [{ decisionId: 'a' }, { decisionId: 'b' }] }, ['a', 'b']],
    ['a manifest', { manifestId: 'm', people: [{ place: 0, decisionId: 'a' }, { place: 1 }] }, ['a']],
    ['nothing', null, []],
  ])('are found in %s', (_, answer, ids) => expect(decisionsIn(answer)).toEqual(ids));
});
