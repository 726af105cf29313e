import { createHash } from 'node:crypto';
import { HANDLE_TTL_SECONDS } from '@huren/crypto';
import type { Shared, SharedState } from '@huren/platform';
import type { DivisionCode } from '@huren/standard';
import { Counter } from 'prom-client';

const LIFE_MS = HANDLE_TTL_SECONDS * 1000;

/** Watches where handles are scanned. */
export interface HandleWatch {
  /**
   * Notes a scan of a handle that opens. One that was scanned at another destination within its sixty seconds is a
   * photograph, or of a gate at a boundary: it is counted and told, and never refused. Nobody waits for it.
   */
  scanned(presented: string, destination: DivisionCode): void;
}

/** What is claimed says nothing of the handle. */
const digest = (presented: string): string => createHash('sha256').update(presented).digest('base64url');

export const watchHandles = (
  { nonces, metrics }: Pick<SharedState, 'nonces' | 'metrics'>,
  logger: Pick<ReturnType<Shared['loggerOf']>, 'warn'>,
): HandleWatch => {
  const elsewhere = new Counter({
    name: 'huren_hub_handles_elsewhere_total',
    help: 'Scans of a handle that had been scanned at another destination within its sixty seconds',
    registers: [metrics],
  });
  const note = async (handle: string, destination: DivisionCode): Promise<void> => {
    // The place first: of two scans at one place at once, one stops here.
    if ((await nonces.claim(`scan:${handle}:${destination}`, LIFE_MS)) !== 'first') return;
    if ((await nonces.claim(`scan:${handle}`, LIFE_MS)) !== 'seen') return;
    elsewhere.inc();
    logger.warn({ destination }, 'a handle was scanned at another destination before');
  };
  return { scanned: (presented, destination) => void note(digest(presented), destination) };
};
