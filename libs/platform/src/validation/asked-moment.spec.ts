import { describe, expect, it } from '@jest/globals';
import { askedMoment, momentOf } from './asked-moment.ts';

describe('the moment that is asked about', () => {
  it('is the beginning of a day in China, or an instant', () => {
    expect(momentOf('2020-03-18')).toEqual(new Date('2020-03-18T00:00:00+08:00'));
    expect(momentOf('2020-03-18T09:00:00Z')).toEqual(new Date('2020-03-18T09:00:00Z'));
    expect(askedMoment({})).toBeUndefined();
  });

  it.each(['2020-02-30', '2020-03-18T09:00:00', 'today', ''])('is not %j', (text) => {
    expect(momentOf(text)).toBeUndefined();
    expect(() => askedMoment({ at: text })).toThrow(
      expect.objectContaining({
        problem: expect.objectContaining({
          status: 400,
          errors: [expect.objectContaining({ pointer: '/at' })],
        }),
      }),
    );
  });
});
