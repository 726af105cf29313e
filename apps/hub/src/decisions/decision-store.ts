import { decisionErasure } from '@huren/platform';
import type { Artefact, Pinned } from '@huren/platform';
import type { Decision } from '@huren/recognition';
import type { CodeRef, Subject } from '@huren/standard';

/** A decision, exactly as it was answered, and what it used. */
export type KeptDecision = {
  readonly decision: Decision;
  readonly codeRef?: CodeRef;
  readonly subject?: Subject;
  readonly used: Pinned;
  readonly artefacts: readonly Artefact[];
};

/** What goes of a decision of the hub, besides the answer itself. */
export const hubErasure = decisionErasure(['used', 'code_ref']);
