import type { HubContext } from '@huren/hub';
import { ENGINE_VERSION, decideOutcomeWithTrace } from '@huren/recognition';

/** The same answers without what explains them: no facts, no next change, and no more words than a decision must have. */
const unexplained: HubContext['decide'] = (question, knowledge) => {
  const { outcome, used } = decideOutcomeWithTrace(question, knowledge);
  const explanation = { 'zh-CN': '-', en: '-' };
  return { decision: { ...outcome(), explanation, engine: ENGINE_VERSION }, used: used() };
};

/**
 * Rates with explanations and without, and the share of a decision's time that explaining it takes: the median of the
 * rounds, and between which two it lies with a probability of 95 %, whatever their distribution.
 */
export type Explained = {
  readonly whole: number;
  readonly plain: number;
  readonly share: number;
  readonly between: readonly [number, number];
};

type Hub = { readonly hubContext: HubContext; settle(): Promise<unknown> };

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;

/** Of how many lie below the median, a binomial distribution, 1.96 standard deviations to either side. */
const aroundMedian = (numbers: readonly number[]): [number, number] => {
  const [half, off] = [numbers.length / 2, 0.98 * Math.sqrt(numbers.length)];
  const inOrder = numbers.toSorted((a, b) => a - b);
  return [inOrder[Math.max(0, Math.floor(half - off))] ?? NaN, inOrder[Math.ceil(half + off)] ?? NaN];
};

/**
 * How fast one hub decides with its explanations and without them, in turns, each first in every other round, so that
 * whatever else the machine does meets both. What one turn has put into the outbox is sent before the next.
 */
export const inTurns = async (
  { hubContext, settle }: Hub,
  rate: () => Promise<number>,
  rounds: number,
): Promise<Explained> => {
  const explained = hubContext.decide;
  const turn = async (decide: HubContext['decide']): Promise<number> => {
    hubContext.decide = decide;
    await settle();
    return rate();
  };
  const rates: [whole: number, plain: number][] = [];
  for (let round = 0; round < rounds; round += 1) {
    const first = await turn(round % 2 === 0 ? explained : unexplained);
    const second = await turn(round % 2 === 0 ? unexplained : explained);
    rates.push(round % 2 === 0 ? [first, second] : [second, first]);
  }
  hubContext.decide = explained;
  const shares = rates.map(([whole, plain]) => 1 - whole / plain);
  return {
    whole: median(rates.map(([whole]) => whole)),
    plain: median(rates.map(([, plain]) => plain)),
    share: median(shares),
    between: aroundMedian(shares),
  };
};
