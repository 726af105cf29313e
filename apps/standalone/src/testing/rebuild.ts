import { expect } from '@jest/globals';
import { send } from './send.ts';

export type Rebuild = { readonly generation: number; readonly state: string };

const WITHIN_MS = 20_000;

/** A rebuild of the hub's record index once it is over, well or not. */
export const ended = async (hubUrl: string, generation: unknown): Promise<Rebuild> => {
  const end = performance.now() + WITHIN_MS;
  while (performance.now() < end) {
    const { body } = await send(`${hubUrl}/v1/admin/read-models/records`, 'GET', undefined);
    const { rebuild } = body as { rebuild: Rebuild };
    if (rebuild.generation === generation && ['done', 'failed'].includes(rebuild.state)) return rebuild;
  }
  throw new Error('the rebuild does not end');
};

/** Asks for one, and waits for its end. */
export const rebuilt = async (hubUrl: string): Promise<Rebuild> => {
  const { status, body } = await send(`${hubUrl}/v1/admin/read-models/records/rebuild`, 'POST', undefined);
  expect(status).toBe(202);
  return ended(hubUrl, body['generation']);
};
