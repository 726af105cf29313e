import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Budget, Budgets, Count } from './rate-limits.ts';
import type { RedisLink } from './redis-link.ts';

type Limiters = Readonly<Record<keyof Budgets, RateLimiterAbstract>>;

const each = (budgets: Budgets, make: (name: string, budget: Budget) => RateLimiterAbstract): Limiters => ({
  client: make('limit:client', budgets.client),
  holder: make('limit:holder', budgets.holder),
});

/** A spent budget is an answer, not a fault. */
const consumed = (limiter: RateLimiterAbstract, key: string, cost: number): Promise<RateLimiterRes> =>
  limiter.consume(key, cost).catch((error: unknown) => {
    if (error instanceof RateLimiterRes) return error;
    throw error;
  });

const spentFor = ({ remainingPoints, msBeforeNext }: RateLimiterRes): number =>
  remainingPoints > 0 ? 0 : msBeforeNext;

/** Counts within this process. */
export const countHere = (budgets: Budgets): Count => {
  const limiters = each(
    budgets,
    (keyPrefix, { points, seconds }) => new RateLimiterMemory({ keyPrefix, points, duration: seconds }),
  );
  return async (budget, key, cost) => spentFor(await consumed(limiters[budget], key, cost));
};

/** Counts among all processes; where Redis does not answer, within this one. */
export const countOnRedis = (link: RedisLink, budgets: Budgets): Count => {
  const here = countHere(budgets);
  const limiters = each(
    budgets,
    (keyPrefix, { points, seconds }) =>
      new RateLimiterRedis({ storeClient: link.client, keyPrefix, points, duration: seconds }),
  );
  return async (budget, key, cost) => {
    const answer = await link.ask(() => consumed(limiters[budget], key, cost));
    return answer ? spentFor(answer) : here(budget, key, cost);
  };
};
