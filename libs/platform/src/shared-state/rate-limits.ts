import { LRUCache } from 'lru-cache';

/** So much in so many seconds. */
export type Budget = { readonly points: number; readonly seconds: number };

/** Whose budgets there are: of a client's address, of a holder who is looked up by document. */
export type Budgets = { readonly client: Budget; readonly holder: Budget };

/** What requests cost; a refusal says for how long. */
export interface RateLimits {
  /**
   * Takes from somebody's budget without waiting to hear what is left of it.
   * @returns ms until the budget is whole again where it was spent before; 0: go on
   */
  take(budget: keyof Budgets, key: string, cost?: number): number;
  /** Takes from somebody's budget for what was done already. */
  charge(budget: keyof Budgets, key: string, cost: number): void;
}

/** Counts a cost and answers for how many ms the budget is now spent; 0: something is left. Never rejects. */
export type Count = (budget: keyof Budgets, key: string, cost: number) => Promise<number>;

const MOST = 20_000;

/** Limits by what is counted elsewhere: what was spent is refused from memory, until its window ends. */
export const rateLimits = (
  count: Count,
  onRefusal: (budget: keyof Budgets) => void = () => undefined,
): RateLimits => {
  const spent = new LRUCache<string, number>({ max: MOST });
  const charge = (budget: keyof Budgets, key: string, cost: number): void => {
    void count(budget, key, cost).then((ms) => {
      if (ms > 0) spent.set(`${budget}:${key}`, performance.now() + ms, { ttl: ms });
    });
  };
  return {
    charge,
    take(budget, key, cost = 1) {
      const wait = (spent.get(`${budget}:${key}`) ?? 0) - performance.now();
      if (wait > 0) {
        onRefusal(budget);
        return wait;
      }
      charge(budget, key, cost);
      return 0;
    },
  };
};
