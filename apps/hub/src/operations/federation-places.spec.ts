import { describe, expect, it } from '@jest/globals';
import { hasMoved, placesAfter, placesOf, placesText } from './federation-places.ts';
import type { Step } from './federation-places.ts';

const REPLICAS = Array.from({ length: 200 }, (_, n) => `issuer-${n % 10}~${Math.floor(n / 10) + 1}`);
const PAGES = 3;

/** Where one of them goes on after so many pages. */
const placeOf = (pages: number): string =>
  Buffer.from(`{"consumer":"issuer-a.issuer.facts","offset":${pages},"key":"${'k'.repeat(150)}"}`).toString(
    'base64url',
  );

const PLACES = Array.from({ length: PAGES }, (_, pages) => (pages === 0 ? undefined : placeOf(pages)));

/** What one answers that has several pages. */
const answer = (place: string, after: string | undefined): Step => ({
  ...{ place, after },
  next: PLACES[PLACES.indexOf(after) + 1] ?? null,
});

/** Pages that were shown, by following `next` to the end. */
const shownOf = (ask: (place: string, after: string | undefined) => Step): string[] => {
  const shown: string[] = [];
  let after: string | undefined;
  do {
    expect(after?.length ?? 0).toBeLessThanOrEqual(8_000);
    const places = placesOf(after);
    const asked = REPLICAS.filter((place) => places?.has(place) ?? true);
    const steps = asked.map((place) => ask(place, places?.get(place)));
    const next = placesAfter(steps);
    for (const step of steps)
      if (hasMoved(step, next)) shown.push(`${step.place} ${PLACES.indexOf(step.after)}`);
    after = placesText(next) ?? undefined;
  } while (after !== undefined);
  return shown;
};

describe('where the letters of two hundred replicas go on', () => {
  it('fits into a request, and shows each page of each of them once', () => {
    const all = REPLICAS.flatMap((place) => [0, 1, 2].map((page) => `${place} ${page}`));
    expect(shownOf(answer).sort()).toEqual(all.sort());
  });

  it('is at once behind those that have no more', () => {
    const places = placesAfter(REPLICAS.map((place) => ({ place, after: undefined, next: null })));
    expect(placesText(places)).toBeNull();
  });

  it('is where it was of those that did not answer, whether they were begun or not', () => {
    const after = 'issuer-a~1~3.issuer-b~2.issuer-a~2:abc';
    const places = placesOf(after);
    const steps = [...(places ?? [])].map(([place, after]) => ({ place, after, next: after }));
    expect(steps.map(({ place }) => place)).toEqual(['issuer-a~1', 'issuer-a~3', 'issuer-b~2', 'issuer-a~2']);
    expect(placesText(placesAfter(steps))).toBe(after);
  });

  it.each(['issuer', 'issuer~', 'issuer~1:', 'issuer~1~2:abc', '~1', 'issuer~1..issuer~2'])(
    'is not %s',
    (after) => expect(() => placesOf(after)).toThrow('is not `next` of an answer'),
  );
});
