import { LONGEST_AFTER, refuse } from '@huren/platform';

/**
 * Where each replica that may have more letters goes on, as it said itself: `name~1`, `name~2`. Undefined: from the
 * start.
 */
export type Places = ReadonlyMap<string, string | undefined>;

/** What became of asking a replica: it was asked from `after` on, and goes on at `next`; null: it has no more. */
export type Step = {
  readonly place: string;
  readonly after: string | undefined;
  readonly next: string | null | undefined;
};

const PART = /^([a-z][a-z0-9-]*)(?:((?:~\d+)+)|(~\d+):([\w-]+))$/;

/** Kept free by replicas that begin, for the places of those that have begun to grow in. */
const ROOM = 1_000;

const textOf = (places: Places): string => {
  const starts = [...places].flatMap(([place, after]) => (after === undefined ? [place.split('~')] : []));
  const byName = Map.groupBy(starts, ([name]) => name);
  return [
    ...[...byName].map(([name, of]) => [name, ...of.map(([, replica]) => replica)].join('~')),
    ...[...places].flatMap(([place, after]) => (after === undefined ? [] : [`${place}:${after}`])),
  ].join('.');
};

/** As requests and answers carry it; null: there is nowhere to go on. */
export const placesText = (places: Places): string | null => (places.size === 0 ? null : textOf(places));

/** What a text stands for. @throws ProblemException that names `after` where it stands for none */
export const placesOf = (given: string | undefined): Places | undefined => {
  if (given === undefined) return undefined;
  const found = given.split('.').map((part) => PART.exec(part));
  if (found.includes(null)) return refuse(400, 'invalid_request', 'after', 'is not `next` of an answer');
  return new Map(
    found.flatMap((match) => {
      const [, name, starts, replica, after] = match ?? [];
      return starts === undefined
        ? [[`${name}${replica}`, after]]
        : starts
            .split('~')
            .slice(1)
            .map((one) => [`${name}~${one}`, undefined]);
    }),
  );
};

/** Where those go on that were asked. More than a request can carry stay where they were, those that have begun last. */
export const placesAfter = (steps: readonly Step[]): Places => {
  let places: Places = new Map(
    steps.flatMap(({ place, after, next }) => (next === null ? [] : [[place, after]])),
  );
  const begunFirst = steps.toSorted((a, b) => Number(a.after === undefined) - Number(b.after === undefined));
  for (const { place, after, next } of begunFirst) {
    if (next === null || next === undefined) continue;
    const moved = new Map(places).set(place, next);
    if (textOf(moved).length <= LONGEST_AFTER - (after === undefined ? ROOM : 0)) places = moved;
  }
  return places;
};

/** What a replica answered counts: it has no more, or goes on behind it. */
export const hasMoved = ({ place, next }: Step, places: Places): boolean =>
  next === null || places.get(place) === next;
