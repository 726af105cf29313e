import { describe, expect, it } from '@jest/globals';
import { stateEvent } from '../testing/topics.ts';
import { letterErrorOf, type Letter } from './letter.ts';
import { maskLetter } from './mask.ts';

const letter = (data: unknown, message: string): Letter => ({
  id: '1',
  consumer: 'c',
  topic: 't',
  partition: 0,
  offset: 1,
  key: 'k',
  state: 'failed',
  event: { ...stateEvent('test.mask.state.v1', 'a', 1), data },
  error: { code: 'error', name: 'Error', message },
  attempts: 1,
  at: new Date(0),
});

describe('maskLetter', () => {
  it('shows the shape of a payload and none of its values', () => {
    const data = {
      name: '张三',
      phone: 13800000000,
      tests: [{ result: 'negative' }],
      erased: true,
      none: null,
    };
    expect(maskLetter(letter(data, 'bad')).event.data).toEqual({
      name: '***(2)',
      phone: '***',
      tests: [{ result: '***(8)' }],
      erased: true,
      none: null,
    });
  });

  it('hides long numbers that an error quotes', () => {
    expect(maskLetter(letter({}, 'no 11010519491231002X in row 7')).error?.message).toBe('no ***X in row 7');
  });
});

describe('letterErrorOf', () => {
  it('describes whatever was thrown', () => {
    const coded = Object.assign(new TypeError('x'), { code: '23505' });
    expect(letterErrorOf(coded)).toEqual({ code: '23505', name: 'TypeError', message: 'x' });
    expect(letterErrorOf(new Error('y'))).toEqual({ code: 'error', name: 'Error', message: 'y' });
    expect(letterErrorOf('z')).toEqual({ code: 'error', name: 'string', message: 'z' });
  });
});
