import { describe, expect, it } from '@jest/globals';
import { stateEvent, testContracts } from '../testing/topics.ts';
import { letterErrorOf, type Letter } from './letter.ts';
import { maskLetters } from './mask.ts';

const letter = (data: unknown, message: string): Letter => ({
  id: '1',
  consumer: 'c',
  topic: 'test.mask.state.v1',
  partition: 0,
  offset: 1,
  key: 'k',
  state: 'failed',
  event: { ...stateEvent('test.mask.state.v1', 'a', 1), data },
  error: { code: 'error', name: 'Error', message },
  attempts: 1,
  at: new Date(0),
});

const masked = (...args: Parameters<typeof letter>): Letter | undefined =>
  maskLetters(testContracts, [letter(...args)])[0];

describe('maskLetters', () => {
  it('shows the shape of a payload and none of its values', () => {
    const data = {
      id: '张三',
      version: 13800000000,
      value: [{ value: 'negative' }],
      erased: true,
      张三: null,
    };
    expect(masked(data, 'bad')?.event.data).toEqual({
      id: '***(2)',
      version: '***',
      value: [{ value: '***(8)' }],
      erased: true,
      '***(2)': null,
    });
  });

  it('hides long numbers that an error quotes', () => {
    expect(masked({}, 'no 11010519491231002X in row 7')?.error?.message).toBe('no ***X in row 7');
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
