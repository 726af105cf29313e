import { describe, expect, it } from '@jest/globals';
import { allIssuers } from '@huren/standard';
import type { Issuer } from '@huren/standard';
import { refuseOwnCode, refuseOwnDecision } from './refuse-by-path.ts';

const issuer = (code: string): Issuer => allIssuers().find((one) => one.code === code)!;

const refused = (code: string, detail: string) =>
  expect.objectContaining({
    problem: expect.objectContaining({
      status: 409,
      code,
      detail: expect.stringContaining(detail),
    }) as unknown,
  }) as unknown as Error;

describe('the path of a member', () => {
  it('3 leaves it no code of its own, but for the national platform', () => {
    expect(() => refuseOwnCode(issuer('540000'), 3)).toThrow(refused('uses_national_code', '000000'));
    for (const path of [1, 2] as const) expect(() => refuseOwnCode(issuer('540000'), path)).not.toThrow();
    expect(() => refuseOwnCode(issuer('000000'), 3)).not.toThrow();
  });

  it('1 alone lets it decide', () => {
    expect(() => refuseOwnDecision(issuer('330000'), 1)).not.toThrow();
    for (const path of [2, 3] as const)
      expect(() => refuseOwnDecision(issuer('330000'), path)).toThrow(refused('hub_decides', `path ${path}`));
  });
});
