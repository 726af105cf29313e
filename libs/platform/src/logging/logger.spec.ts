import { describe, expect, it } from '@jest/globals';
import { ContractViolation, issuesOf } from '@huren/events';
import { z } from 'zod';
import { REDACTED, loggerTo } from './logger.ts';

const logged = (...args: [object, string]): Record<string, unknown> => {
  const lines: string[] = [];
  loggerTo({ write: (line) => void lines.push(line) }, 'hub', 'info').info(...args);
  return JSON.parse(lines[0] ?? '{}') as Record<string, unknown>;
};

describe('the log', () => {
  it('is JSON, with the service', () => {
    expect(logged({ route: '/v1/x' }, 'request')).toMatchObject({
      service: 'hub',
      msg: 'request',
      route: '/v1/x',
    });
  });

  it.each(REDACTED)('never holds the field %s, however deep', (field) => {
    const line = logged({ [field]: '张三', a: { [field]: '张三', b: { [field]: '张三' } } }, 'x');
    expect(JSON.stringify(line)).not.toContain('张三');
  });

  it('holds of an event that breaks its contract where it does, and nothing that it says', () => {
    const data = { '张三 E12345': 1 };
    const err = new ContractViolation('a', [
      ...issuesOf(z.strictObject({}).safeParse(data).error!),
      { pointer: '/name', message: '张三' },
    ]);
    const line = logged({ err }, 'delivery');
    expect(line['err']).toEqual({
      type: 'ContractViolation',
      code: 'contract_violation',
      topic: 'a',
      pointers: ['/***(9)', '/name'],
    });
  });

  it('never holds the parameters of a failed query', () => {
    const error = Object.assign(new Error('duplicate key'), {
      code: '23505',
      parameters: ['张三'],
      query: "'张三'",
    });
    const line = logged({ err: error }, 'fault');
    expect(line).toMatchObject({ err: { type: 'Error', message: 'duplicate key', code: '23505' } });
    expect(JSON.stringify(line)).not.toContain('张三');
  });
});
