import { describe, expect, it } from '@jest/globals';
import { HttpException, NotFoundException } from '@nestjs/common';
import { problemOf } from './problem-filter.ts';
import { ProblemException, pointerTo, problem, refuse } from './problem.ts';

describe('a problem document', () => {
  it('says what kind it is, for programs and for people', () => {
    expect(problem(409, 'already_left', 'The train has left.')).toEqual({
      type: 'urn:huren:problem:already_left',
      title: 'Conflict',
      status: 409,
      code: 'already_left',
      detail: 'The train has left.',
    });
  });

  it('names fields only where there are any', () => {
    expect(problem(400, 'invalid_request', undefined, [])).not.toHaveProperty('errors');
  });

  it.each([
    ['document.number', '/document/number'],
    ['people.3.codeRef', '/people/3/codeRef'],
    ['/people/3', '/people/3'],
  ])('points to %s as %s', (field, pointer) => expect(pointerTo(field)).toBe(pointer));

  it('of a refusal points to its field', () => {
    const refusal = (): never => refuse(422, 'unknown_division', 'destination', 'is no division');
    expect(refusal).toThrow(ProblemException);
    expect(refusal).toThrow(
      expect.objectContaining({
        problem: expect.objectContaining({ errors: [{ pointer: '/destination', reason: 'is no division' }] }),
      }),
    );
  });
});

describe('an error', () => {
  it.each<[string, unknown, object | undefined]>([
    ['of Nest', new NotFoundException('Cannot GET /张三'), { status: 404, code: 'not_found' }],
    ['of Nest, unavailable', new HttpException('x', 503), { status: 503, code: 'unavailable' }],
    ['of Fastify', { code: 'FST_ERR_CTP_BODY_TOO_LARGE', statusCode: 413 }, { code: 'body_too_large' }],
    ['of a client, unknown', { statusCode: 431, message: '张三' }, { status: 431, code: 'invalid_request' }],
    ['of a server', { statusCode: 500, message: '张三' }, undefined],
    ['that is a fault', new Error('张三'), undefined],
    ['that is nothing', undefined, undefined],
  ])('%s becomes its problem', (_, error, expected) => {
    const known = problemOf(error);
    if (expected) expect(known).toMatchObject(expected);
    else expect(known).toBeUndefined();
    expect(JSON.stringify(known ?? null)).not.toContain('张三');
  });
});
