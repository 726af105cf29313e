import { describe, expect, it } from '@jest/globals';
import type { Decision } from '@huren/recognition';
import { stateOf } from './manifest-store.ts';

const stateFor = (given: Partial<Decision>) => stateOf(given as Decision);

describe('a person of a manifest', () => {
  it.each(['pass', 'temperature_check'] as const)('is cleared where the measure is %s', (measure) =>
    expect(stateFor({ result: 'recognised', measure })).toBe('cleared'),
  );

  it.each(['test_required', 'home_isolation', 'central_isolation'] as const)(
    'is refused where the measure is %s',
    (measure) => expect(stateFor({ result: 'recognised', measure })).toBe('refused'),
  );

  it('is refused where the code is not recognised, whatever the measure', () =>
    expect(stateFor({ result: 'not_recognised', measure: 'pass' })).toBe('refused'));

  it.each(['not_found', 'unavailable', 'expired'] as const)('waits where the result is %s', (result) =>
    expect(stateFor({ result })).toBe('pending'),
  );
});
