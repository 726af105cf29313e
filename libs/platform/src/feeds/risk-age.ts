import type { FederationKnowledge } from '../knowledge/federation-knowledge.ts';

/** The publisher of county levels. */
export const RISK_PUBLISHER = 'risk';

/** Up to when the levels known here are known complete, by risk's own word; null: not yet, or one could not be read. RFC 3339. */
export const riskCompleteAt = (
  { feeds, areLevelsUnread }: FederationKnowledge,
  completeAt: number | null,
): string | null => {
  if (areLevelsUnread()) return null;
  const heard = feeds.heardBefore(completeAt ?? 0);
  return heard.find(({ publisher }) => publisher === RISK_PUBLISHER)?.completeAt ?? null;
};

/**
 * Seconds since the levels known here were last known complete: by risk's own word, and by this process having read
 * all that stood in the log when it was heard; null: unknown.
 */
export const riskAgeSeconds = (
  knowledge: FederationKnowledge,
  completeAt: number | null,
  now: Date,
): number | null => {
  const risk = riskCompleteAt(knowledge, completeAt);
  if (risk === null) return null;
  return Math.max(0, Math.floor((now.getTime() - Date.parse(risk)) / 1000));
};
