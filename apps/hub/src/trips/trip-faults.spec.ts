import { describe, expect, it } from '@jest/globals';
import type { DivisionCode } from '@huren/standard';
import { tripFaults } from './trip-faults.ts';
import type { TripDto } from './trips.dto.ts';

const now = new Date('2020-03-16T09:00:00+08:00');
const leg = (arriveAt: string, destination: DivisionCode = '330100') =>
  ({ destination, arriveAt, purpose: 'work', mode: 'showing' }) as const;
const ahead = leg('2020-03-18T09:00:00+08:00');
const faults = (trip: Partial<TripDto>) =>
  tripFaults({ presented: 'shown', legs: [ahead], ...trip } as TripDto, now);

describe('a trip', () => {
  it('of a code that is shown, or of an issuer, leads on in time', () => {
    expect(faults({ legs: [ahead, ahead, leg('2020-03-20T09:00:00+08:00', '440111')] })).toEqual([]);
    expect(tripFaults({ issuer: '420000', scheme: 'domestic', legs: [ahead] } as TripDto, now)).toEqual([]);
  });

  it.each<[string, Partial<TripDto>, string, string]>([
    ['of both', { issuer: '420000' }, '', 'has either `presented` or `issuer`'],
    [
      'with a scheme of its own',
      { scheme: 'domestic' },
      '/scheme',
      'goes with `issuer`: what is presented has its own',
    ],
    ['into the past', { legs: [leg('2020-03-16T08:59:59+08:00')] }, '/legs/0/arriveAt', 'lies in the past'],
    [
      'back in time',
      { legs: [ahead, leg('2020-03-17T09:00:00+08:00')] },
      '/legs/1/arriveAt',
      'is before the arrival of the leg before it',
    ],
    [
      'with a stay that ends before it begins',
      { legs: [{ ...ahead, leaveAt: ahead.arriveAt }] },
      '/legs/0/leaveAt',
      'is not after the arrival',
    ],
    [
      'that leads on before a stay has ended',
      { legs: [{ ...ahead, leaveAt: '2020-03-21T09:00:00+08:00' }, leg('2020-03-20T09:00:00+08:00')] },
      '/legs/1/arriveAt',
      'is before the end of the stay of the leg before it',
    ],
    [
      'to nowhere',
      { legs: [leg('2020-03-18T09:00:00+08:00', '999999')] },
      '/legs/0/destination',
      'is no division of GB/T 2260 then',
    ],
    [
      'to what is abolished by then',
      { legs: [leg('2021-05-01T09:00:00+08:00', '330103')] },
      '/legs/0/destination',
      'is no division of GB/T 2260 then',
    ],
  ])('%s is refused by the field', (_, trip, pointer, reason) => {
    expect(faults(trip)).toEqual([{ pointer, reason }]);
  });

  it('of nobody, and of an issuer that is none, is refused', () => {
    const of = (trip: Partial<TripDto>) => tripFaults({ legs: [ahead], ...trip } as TripDto, now);
    expect(of({})).toEqual([{ pointer: '', reason: 'has either `presented` or `issuer`' }]);
    expect(of({ issuer: '440111' })).toEqual([
      { pointer: '/issuer', reason: 'is no issuer of the federation' },
    ]);
  });
});
