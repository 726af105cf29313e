import type { Dated } from './in-force.ts';

/** What holds from each instant (ms) on, in order; before the first of them nothing does. */
export type Timeline<T> = readonly { readonly from: number; readonly value: T }[];

/** The instants in ms at which something begins and, if it does, ends. */
export const datesOf = ({ validFrom, validTo }: Dated): number[] =>
  [validFrom, validTo ?? validFrom].map((date) => Date.parse(date));

/** Before every other instant. */
export const ALWAYS = -8.64e15;

/** What holds when, worked out at each instant at which it may become something else. */
export const timelineOf = <T>(
  instants: readonly number[],
  valueAt: (at: Date) => T,
  isSame: (a: T, b: T) => boolean,
): Timeline<T> => {
  const timeline: { from: number; value: T }[] = [];
  for (const from of [...new Set(instants)].sort((a, b) => a - b)) {
    const value = valueAt(new Date(from));
    const last = timeline.at(-1);
    if (!last || !isSame(last.value, value)) timeline.push({ from, value });
  }
  return timeline;
};

/** What holds at an instant. */
export const valueAt = <T>(timeline: Timeline<T>, at: Date): T | undefined =>
  timeline.findLast(({ from }) => from <= at.getTime())?.value;

/** The first whole second after an instant, in ms, at which something else holds than at the instant. */
export const changeAfter = <T>(
  timeline: Timeline<T>,
  at: Date,
  isSame: (a: NoInfer<T> | undefined, b: NoInfer<T> | undefined) => boolean,
): number | undefined => {
  const now = valueAt(timeline, at);
  for (const { from } of timeline) {
    if (from <= at.getTime()) continue;
    const second = Math.ceil(from / 1000) * 1000;
    if (!isSame(now, valueAt(timeline, new Date(second)))) return second;
  }
  return undefined;
};

/** What was worked out for a key is not worked out again, as far as there is room. */
export const remembering = <T>(most = 10_000): ((key: string, make: () => T) => T) => {
  const known = new Map<string, T>();
  return (key, make) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    if (known.size >= most) known.clear();
    const made = make();
    known.set(key, made);
    return made;
  };
};
