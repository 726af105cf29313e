import { DAY_MS } from '@huren/standard';
import type { Ends } from './colouring.ts';
import type { Judged } from './judge.ts';

/**
 * Whether an end stands at an instant or moves with the decision: the instant in ms, so many days as a negative number,
 * or 0 where there is none.
 */
const standing = ({ fixed, days }: Ends, at: number): number => {
  if (fixed > at && fixed >= at + days * DAY_MS) return fixed;
  return days > 0 ? -days : 0;
};

/**
 * What of an outcome is the answer: result, fault, colour, measure and its end. An end that counts from the decision
 * moves with it, and is the same as long as it is as many days.
 */
export const essenceOf = (judged: Judged, at: Date): string => {
  if (judged.kind === 'failed') return `${judged.failure.result} ${judged.failure.fault}`;
  const { finding } = judged;
  const answer = finding.result === 'recognised' ? finding.colour : finding.refusal;
  return `${finding.result} ${answer} ${finding.measure} ${standing(finding.ends, at.getTime())}`;
};

/** The first whole second after an instant at which an end, from what it goes back to, is another; all in ms. */
export const endChange = ({ fixed, days }: Ends, at: Date): number[] => {
  const now = at.getTime();
  if (fixed <= now) return [];
  if (days === 0) return [fixed];
  const overtaken = fixed - days * DAY_MS;
  return overtaken < now ? [] : [Math.floor(overtaken / 1000) * 1000 + 1000];
};
