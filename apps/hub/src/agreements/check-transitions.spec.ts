import { TRANSITIONS } from '@huren/agreements';
import { describe, expect, it } from '@jest/globals';
import { checkTransitions } from './check-transitions.ts';

describe('the hub', () => {
  it('does not start with a transition table that cannot be lived, and says why in one sentence', () => {
    expect(() => checkTransitions({ ...TRANSITIONS, suspended: { amend: 'amended', end: 'ended' } })).toThrow(
      'The transitions of agreements and rule sets are faulty: the step resume is never taken.',
    );
    expect(() => checkTransitions()).not.toThrow();
  });
});
