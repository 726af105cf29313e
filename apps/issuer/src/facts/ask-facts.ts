import { personEvent } from '@huren/events';
import type { PersonFact } from '@huren/events';
import type { Subject } from '@huren/standard';

/** Facts of a subject with their version; undefined where they could not be had in time. */
export type AskFacts = (subject: Subject) => Promise<{ version: number; facts: PersonFact[] } | undefined>;

const LIMIT_MS = 2000;

/** Asks the risk service over HTTP. Slow or away, it is as if it had not been asked: never "none found". */
export const askFactsOver =
  (riskUrl: string): AskFacts =>
  async (subject) => {
    try {
      const response = await fetch(`${riskUrl}/v1/person-facts/query`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ subject }),
        signal: AbortSignal.timeout(LIMIT_MS),
      });
      if (!response.ok) return undefined;
      const { version, facts } = (await response.json()) as { version: number; facts: unknown };
      const parsed = personEvent.safeParse({ subject, version: Math.max(version, 1), facts });
      return parsed.success && 'facts' in parsed.data ? { version, facts: parsed.data.facts } : undefined;
    } catch {
      return undefined;
    }
  };
