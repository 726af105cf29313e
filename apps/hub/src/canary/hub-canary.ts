import { randomUUID } from 'node:crypto';
import type { Sql } from '@huren/events';
import { operatorsHeader } from '@huren/platform';
import type { WorkChecks } from '@huren/platform';
import { canaryAge } from './canary-store.ts';

const TIMEOUT_MS = 5000;

/** One running hub's canary: HTTP → decision → outbox → bus → consumer → database, and back in sight. */
export type HubCanary = {
  send(url: string): Promise<void>;
  readonly checks: WorkChecks;
};

/**
 * @param boundSeconds for so long it may be absent
 * @param token what operators show, if the hub asks for it
 */
export const hubCanary = (sql: Sql, boundSeconds: number, token?: string): HubCanary => {
  const hub = randomUUID();
  const start = performance.now();
  let version = 0;
  return {
    send: async (url) => {
      version += 1;
      const response = await fetch(`${url}/v1/admin/canaries`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...operatorsHeader(token) },
        body: JSON.stringify({ hub, version }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (!response.ok) throw new Error(`the canary was answered ${response.status}`);
    },
    checks: {
      canary: async () => {
        const age = (await canaryAge(sql, hub)) ?? (performance.now() - start) / 1000;
        return { ok: age <= boundSeconds, ageSeconds: Math.round(age) };
      },
    },
  };
};
