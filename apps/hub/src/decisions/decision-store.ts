import { decisionErasure } from '@huren/platform';
import type { Decision } from '@huren/recognition';
import type { CodeRef, Subject } from '@huren/standard';

/** A value kept under the digest of its content. */
export type Artefact = { readonly digest: string; readonly kind: string; readonly content: unknown };

/** A decision, exactly as it was answered, and what it used. */
export type KeptDecision = {
  readonly decision: Decision;
  readonly codeRef?: CodeRef;
  readonly subject?: Subject;
  /** What `decide` was given; larger parts by digest. */
  readonly used: unknown;
  readonly artefacts: readonly Artefact[];
};

/** What goes of a decision of the hub, besides the answer itself. */
export const hubErasure = decisionErasure(['used', 'code_ref']);
