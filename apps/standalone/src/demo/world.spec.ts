import { describe, expect, it } from '@jest/globals';
import { tellingsIn } from './world.ts';

const [a, b] = [
  { decisionId: 'a', result: 'recognised' },
  { decisionId: 'b', result: 'expired' },
];
const person = { place: 0, decisionId: 'a', grounds: 'g' };

describe('what an answer says of decisions', () => {
  it.each([
    ['a decision', a, [a]],
    ['a conversion', { decision: a, national: null }, [a]],
    ['a batch', { decisions: [a, b] }, [a, b]],
    ['a manifest', { manifestId: 'm', people: [person, { place: 1 }] }, [person]],
    ['nothing', null, []],
  ])('is found in %s', (_, answer, tellings) => expect(tellingsIn(answer)).toEqual(tellings));
});
