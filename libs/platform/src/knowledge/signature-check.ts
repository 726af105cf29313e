import type { WorkChecks } from '../work/work-monitor.ts';
import type { SignedVersions } from './signed-versions.ts';

type Known = {
  readonly knowledge: Pick<SignedVersions, 'altered'>;
  readonly knowledgeCompleteAt: () => number | null;
};

/** What is decided by is as it was signed; nothing is said of it before all is read, keys among it. */
export const signatureCheck = (known: Known): WorkChecks => ({
  signatures: async () => {
    const altered = known.knowledgeCompleteAt() === null ? [] : known.knowledge.altered();
    return { ok: altered.length === 0, altered };
  },
});
