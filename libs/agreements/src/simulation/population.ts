import type { PresentedRecord, Question } from '@huren/recognition';
import { DAY_MS, HOUR_MS, REASON_KINDS, allDivisions, chinaTime, provinceOf } from '@huren/standard';
import type { Colour, DivisionCode, Reason } from '@huren/standard';

/** Residents at the end of 2019 in millions, by province (National Bureau of Statistics). */
const RESIDENTS: Readonly<Record<string, number>> = {
  ...{ 11: 21.5, 12: 15.6, 13: 75.9, 14: 37.3, 15: 25.4, 21: 43.5, 22: 26.9, 23: 37.5, 31: 24.3, 32: 80.7 },
  ...{ 33: 58.5, 34: 63.7, 35: 39.7, 36: 46.7, 37: 100.7, 41: 96.4, 42: 59.3, 43: 69.2, 44: 115.2, 45: 49.6 },
  ...{
    46: 9.4,
    50: 31.2,
    51: 83.7,
    52: 36.2,
    53: 48.6,
    54: 3.5,
    61: 38.8,
    62: 26.5,
    63: 6.1,
    64: 6.9,
    65: 25.2,
  },
};

/** Of a thousand codes: ours, no publication states them. What is left has no reason. */
const REASONS = [
  ['exposure.area', 40],
  ['symptom', 10],
  ['contact.secondary', 8],
  ['contact.close', 6],
  ['isolation', 6],
  ['declaration.missing', 5],
  ['exposure.abroad', 3],
  ['case.recovered', 1],
] as const;

type Kind = (typeof REASONS)[number][0];

type Chance = () => number;

/** Mulberry32: the same seed gives the same numbers in [0, 1). */
const chanceOf = (seed: number): Chance => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

const weighted = <T>(all: readonly (readonly [T, number])[], at: number): T => {
  const total = all.reduce((sum, [, weight]) => sum + weight, 0);
  let left = at * total;
  return (all.find(([, weight]) => (left -= weight) < 0) as readonly [T, number])[0];
};

const one = <T>(all: readonly T[], chance: Chance): T => all[Math.floor(chance() * all.length)] as T;

const PROVINCES = Object.entries(RESIDENTS).map(
  ([code, weight]) => [`${code}0000` as DivisionCode, weight] as const,
);

/** Those whose codes were always in use. */
const COUNTIES = Map.groupBy(
  allDivisions().filter(({ rank, validFrom, validTo }) => rank === 'county' && !validFrom && !validTo),
  ({ code }) => provinceOf(code),
);

const somewhereIn = (province: DivisionCode, chance: Chance): DivisionCode =>
  one(COUNTIES.get(province) as { code: DivisionCode }[], chance).code;

const reasonOf = (kind: Kind, issuer: DivisionCode, chance: Chance, at: Date): Reason => {
  const observedAt = chinaTime(new Date(at.getTime() - Math.floor(chance() * 20 * 24) * HOUR_MS));
  const stated = { issuer, evidence: 'declaration', observedAt } as const;
  switch (kind) {
    case 'exposure.area': {
      // Half of them were in Hubei.
      const province = chance() < 0.5 ? '420000' : weighted(PROVINCES, chance());
      const level = weighted(
        [
          ['low', 5],
          ['medium', 3],
          ['high', 2],
        ] as const,
        chance(),
      );
      return { kind, ...stated, division: somewhereIn(province, chance), level };
    }
    case 'symptom':
      return { kind, ...stated, symptoms: [one(['fever', 'cough', 'fatigue'] as const, chance)] };
    case 'isolation':
      return { kind, ...stated, status: one(['in_progress', 'completed'] as const, chance) };
    case 'exposure.abroad':
      return { kind, ...stated, country: one(['ITA', 'KOR', 'IRN', 'JPN'] as const, chance) };
    case 'contact.close':
    case 'contact.secondary':
    case 'case.recovered':
    case 'declaration.missing':
      return { kind, ...stated };
  }
};

const COLOURS: Partial<Record<Reason['kind'], Colour>> = {
  'contact.close': 'red',
  'contact.secondary': 'yellow',
  'exposure.area': 'yellow',
  symptom: 'yellow',
  isolation: 'yellow',
};

const recordOf = (issuer: DivisionCode, chance: Chance, at: Date): PresentedRecord => {
  const kind = weighted<Kind | undefined>([...REASONS, [undefined, 921]], chance());
  const reason = kind && reasonOf(kind, issuer, chance, at);
  const isBare = chance() < 0.05;
  return {
    issuer,
    scheme: 'domestic',
    colour: (kind && COLOURS[kind]) ?? 'green',
    covers: [...REASON_KINDS],
    reasons: isBare ? undefined : reason ? [reason] : [],
    issuedAt: chinaTime(new Date(at.getTime() - Math.floor(chance() * 10) * DAY_MS)),
    validUntil: chinaTime(new Date(at.getTime() + 20 * DAY_MS)),
    version: 1,
  };
};

/**
 * Somebody who is made up and shows a code at an instant: by residents of provinces, with reasons as were common in
 * March 2020. The same seed and number give the same person.
 */
export const person = (seed: number, number: number, at: Date): Question => {
  const chance = chanceOf(Math.imul(seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b));
  const issuer = weighted(PROVINCES, chance());
  const destination = somewhereIn(weighted(PROVINCES, chance()), chance);
  return {
    decisionId: `synthetic-${seed}-${number}`,
    at: chinaTime(at),
    destination,
    purpose: weighted(
      [
        ['entry', 6],
        ['work', 3],
        ['residence', 1],
      ] as const,
      chance(),
    ),
    mode: 'showing',
    presented: {
      kind: 'record',
      record: recordOf(issuer, chance, at),
      verified: 'mac',
      observedAt: chinaTime(at),
      ageSeconds: 0,
    },
  };
};
