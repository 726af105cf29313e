import { canonicalJson, openOfflineToken } from '@huren/crypto';
import type { OpenedToken } from '@huren/crypto';
import { decide, decideOutcome } from '@huren/recognition';
import type { Decision, PresentedCode, Question } from '@huren/recognition';
import { chinaTime } from '@huren/standard';
import { knowledgeFrom } from './knowledge-from.ts';
import { recordOf } from './offline-record.ts';
import type { Reading } from './offline-record.ts';
import type { Register } from './read-register.ts';

type Asked = Pick<Question, 'destination' | 'purpose' | 'mode'> & { readonly at: Date };

type Verdict = Pick<Decision, 'result' | 'colour' | 'measure' | 'fault'>;

const verdictOf = ({ result, colour, measure, fault }: Verdict) => ({ result, colour, measure, fault });

/** A decision that nobody keeps: it has no id. */
export type OfflineDecision = Omit<Decision, 'decisionId'> & {
  /**
   * Where the days of the code do not settle the answer, which is the strictest that they can mean: the mildest. The hub,
   * which knows the instants, comes to nothing beyond the two.
   */
  readonly unsettledByDay?: ReturnType<typeof verdictOf>;
};

/** Whole seconds from an instant to another that is not before it. */
const secondsSince = (instant: string, at: Date): number =>
  Math.max(0, Math.floor((at.getTime() - Date.parse(instant)) / 1000));

const shown = (opened: OpenedToken, at: Date, reading: Reading): PresentedCode => {
  if (!opened.ok) {
    const { fault } = opened;
    return { kind: 'failed', result: fault === 'expired' ? 'expired' : 'verification_failed', fault };
  }
  const { issuedAt } = opened.claims;
  return {
    kind: 'record',
    record: recordOf(opened.claims, reading),
    verified: 'signature',
    observedAt: issuedAt,
    ageSeconds: secondsSince(issuedAt, at),
  };
};

const isSame = (one: Verdict, other: Verdict): boolean =>
  canonicalJson(verdictOf(one)) === canonicalJson(verdictOf(other));

/**
 * What is decided about a signed offline code by the register alone. Of its reasons days are known and no instants, and
 * the source is as old as the code: never milder than the hub, which looks at the record. Where another instant of those
 * days would give another result, colour or measure, the answer tells so; a measure's end may be a day late.
 */
export const decideOffline = (
  code: string,
  { at, destination, purpose, mode }: Asked,
  register: Register,
): OfflineDecision => {
  const { keys, levelsCompleteAt } = register;
  const keyOf = (issuer: string, kid: string) => keys.find((key) => key.issuer === issuer && key.kid === kid);
  const opened = openOfflineToken(code, keyOf, at);
  const asked = { decisionId: 'offline', at: chinaTime(at), destination, purpose, mode };
  const question = (reading: Reading): Question => ({ ...asked, presented: shown(opened, at, reading) });
  const riskAge = levelsCompleteAt === null ? null : secondsSince(levelsCompleteAt, at);
  const knowledge = knowledgeFrom(register, at, riskAge);
  const { decisionId: _none, ...decision } = decide(question('strictest'), knowledge);
  const mildest = decideOutcome(question('mildest'), knowledge);
  return isSame(decision, mildest) ? decision : { ...decision, unsettledByDay: verdictOf(mildest) };
};
