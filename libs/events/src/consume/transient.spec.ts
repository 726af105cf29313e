import { describe, expect, it } from '@jest/globals';
import { TransientError, isTransient } from './transient.ts';

const coded = (code: string): Error => Object.assign(new Error('failed'), { code });

describe('isTransient', () => {
  it.each([
    ...['40001', '40P01', '08000', '08006', '57P01', '57P03', '53300', '57014', '25P03'],
    ...['ECONNREFUSED', 'ETIMEDOUT'],
  ])('retries %s', (code) => expect(isTransient(coded(code))).toBe(true));

  it.each([
    'Query read timeout',
    'timeout expired',
    'timeout exceeded when trying to connect',
    'Connection terminated due to connection timeout',
  ])('retries what a driver gave up: %s', (message) => expect(isTransient(new Error(message))).toBe(true));

  it.each(['23505', '22P02', '42P01', '40002', 'ENOENT', 'contract_violation'])('does not retry %s', (code) =>
    expect(isTransient(coded(code))).toBe(false),
  );

  it('looks at causes, at what TypeORM wraps, and at a mark', () => {
    expect(isTransient(new Error('outer', { cause: coded('40001') }))).toBe(true);
    expect(isTransient(Object.assign(new Error('query failed'), { driverError: coded('40P01') }))).toBe(true);
    expect(isTransient(new TransientError('later'))).toBe(true);
    expect(isTransient(Object.assign(new Error('later'), { transient: true }))).toBe(true);
    expect(isTransient(new Error('Connection terminated unexpectedly'))).toBe(true);
    expect(isTransient(new Error('Client was closed and is not queryable'))).toBe(true);
  });

  it('takes anything else for poison, whatever was thrown', () => {
    for (const thrown of [new Error('no'), 'text', null, undefined, 7, {}])
      expect(isTransient(thrown)).toBe(false);
    const loop: { cause?: unknown } = {};
    loop.cause = loop;
    expect(isTransient(loop)).toBe(false);
  });
});
