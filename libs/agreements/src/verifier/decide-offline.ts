import { openOfflineToken } from '@huren/crypto';
import { decide } from '@huren/recognition';
import type { Decision, PresentedCode, Question } from '@huren/recognition';
import { chinaTime } from '@huren/standard';
import { knowledgeFrom } from './knowledge-from.ts';
import { recordOf } from './offline-record.ts';
import type { Register } from './read-register.ts';

type Asked = Pick<Question, 'destination' | 'purpose' | 'mode'> & { readonly at: Date };

/** A decision that nobody keeps: it has no id. */
export type OfflineDecision = Omit<Decision, 'decisionId'>;

/** Whole seconds from an instant to another that is not before it. */
const secondsSince = (instant: string, at: Date): number =>
  Math.max(0, Math.floor((at.getTime() - Date.parse(instant)) / 1000));

const shown = (code: string, at: Date, { keys }: Register): PresentedCode => {
  const opened = openOfflineToken(
    code,
    (issuer, kid) => keys.find((key) => key.issuer === issuer && key.kid === kid),
    at,
  );
  if (!opened.ok) {
    const { fault } = opened;
    return { kind: 'failed', result: fault === 'expired' ? 'expired' : 'verification_failed', fault };
  }
  const { issuedAt } = opened.claims;
  return {
    kind: 'record',
    record: recordOf(opened.claims),
    verified: 'signature',
    observedAt: issuedAt,
    ageSeconds: secondsSince(issuedAt, at),
  };
};

/**
 * What is decided about a signed offline code by the register alone. Of its reasons days are known and no instants, and
 * the source is as old as the code: never milder than the hub, which looks at the record.
 */
export const decideOffline = (
  code: string,
  { at, destination, purpose, mode }: Asked,
  register: Register,
): OfflineDecision => {
  const { levelsCompleteAt } = register;
  const presented = shown(code, at, register);
  const question = { decisionId: 'offline', at: chinaTime(at), destination, purpose, mode, presented };
  const riskAge = levelsCompleteAt === null ? null : secondsSince(levelsCompleteAt, at);
  const { decisionId: _none, ...decision } = decide(question, knowledgeFrom(register, at, riskAge));
  return decision;
};
