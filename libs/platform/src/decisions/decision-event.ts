import { decisionTopic, draftOf, withField } from '@huren/events';
import type { DecisionEvent, EventDraft, JsonBytes } from '@huren/events';
import type { Decision } from '@huren/recognition';
import type { CodeRef, Subject } from '@huren/standard';

/** What is told of a decision; `json`: the decision as it is kept. */
type Told = {
  readonly decision: Decision;
  readonly json: JsonBytes<Decision>;
  readonly subject?: Subject | undefined;
  readonly codeRef?: CodeRef | undefined;
};

/** The event that tells a decision, and whom it was about as far as that is known. */
export const decisionEventOf = (
  source: string,
  { decision, json, subject, codeRef }: Told,
): EventDraft<DecisionEvent> => {
  const about = { ...(subject ? { subject } : {}), ...(codeRef ? { codeRef } : {}) };
  return draftOf(decisionTopic, {
    source,
    time: decision.at,
    data: { ...about, decision },
    json: withField(about, 'decision', json),
  });
};
