import { groundsOf } from '@huren/hub';
import type { Decision } from '@huren/recognition';
import { describe, expect, it } from '@jest/globals';
import { isToldAgain } from './replay.ts';

const decision = {
  decisionId: 'a',
  result: 'recognised',
  colour: 'green',
  basis: { rules: ['fever'] },
} as unknown as Decision;
const milder = { ...decision, basis: { ...decision.basis, rules: [] } };
const person = { place: 0, state: 'cleared', decisionId: 'a', grounds: groundsOf(decision) };

describe('a replayed decision', () => {
  it('is the one that was told, in every member, or on a manifest has its grounds', () => {
    expect(isToldAgain(decision, { identical: true, decision })).toBe(true);
    expect(isToldAgain({ ...decision, holder: 'h' }, { identical: true, decision })).toBe(true);
    expect(isToldAgain(person, { identical: true, decision })).toBe(true);
  });

  it('is the one that was told although its outcome was hidden, which the service has noticed', () => {
    expect(isToldAgain(decision, { identical: false, decision }, true)).toBe(true);
    expect(isToldAgain(person, { identical: false, decision }, true)).toBe(true);
    expect(isToldAgain(decision, { identical: true, decision }, true)).toBe(false);
    expect(isToldAgain(decision, { identical: false, decision: milder }, true)).toBe(false);
  });

  it.each([
    ['another decision', decision, { identical: true, decision: milder }],
    ['other grounds', person, { identical: true, decision: milder }],
    ['the decision of another name', person, { identical: true, decision: { ...decision, decisionId: 'b' } }],
    ['the word alone', decision, { identical: true }],
    ['the word that it is another', decision, { identical: false, decision }],
  ])('is not %s', (_, telling, answer) => expect(isToldAgain(telling, answer)).toBe(false));
});
