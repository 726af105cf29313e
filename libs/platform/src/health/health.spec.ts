import { describe, expect, it } from '@jest/globals';
import type { FastifyReply } from 'fastify';
import { HealthController } from './health.ts';
import type { ReadinessChecks } from './health.ts';

const ask = async (checks: ReadinessChecks) => {
  let status = 0;
  const reply = { status: (code: number) => void (status = code) } as unknown as FastifyReply;
  const body = await new HealthController(checks).ready(reply);
  return { status, ...body.checks, says: body.status };
};

describe('readiness', () => {
  it('holds when every check does', async () => {
    const checks = { database: async () => true, knowledge: () => true };
    expect(await ask(checks)).toEqual({ status: 200, says: 'ready', database: true, knowledge: true });
  });

  it.each<[string, () => boolean | Promise<boolean>]>([
    ['says no', () => false],
    [
      'throws',
      () => {
        throw new Error('away');
      },
    ],
    ['rejects', () => Promise.reject(new Error('away'))],
  ])('is lost when a check %s, and the check is named', async (_, knowledge) => {
    const answer = await ask({ database: () => true, knowledge });
    expect(answer).toEqual({ status: 503, says: 'not_ready', database: true, knowledge: false });
  });
});
