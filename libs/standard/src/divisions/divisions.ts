import { NATIONAL_PLATFORM } from '../identifiers.ts';
import type { DivisionCode } from '../identifiers.ts';
import { startOfChinaDay } from '../times.ts';
import extract from './divisions.json' with { type: 'json' };

export type DivisionRank = 'nation' | 'province' | 'city' | 'county';

/** A division of GB/T 2260 and when its code was in use. Null: before, or beyond, the extract. */
export type Division = {
  readonly code: DivisionCode;
  readonly name: string;
  readonly rank: DivisionRank;
  readonly validFrom: Date | null;
  readonly validTo: Date | null;
};

type Row = readonly [DivisionCode, string, (string | null)?, string?];

const rankOf = (code: DivisionCode): DivisionRank => {
  if (code === NATIONAL_PLATFORM) return 'nation';
  if (code.endsWith('0000')) return 'province';
  return code.endsWith('00') ? 'city' : 'county';
};

const toDivision = ([code, name, from, to]: Row): Division => ({
  code,
  name,
  rank: rankOf(code),
  validFrom: from ? startOfChinaDay(from) : null,
  validTo: to ? startOfChinaDay(to) : null,
});

const divisions = new Map(
  (extract.divisions as unknown as readonly Row[]).map((row) => [row[0], toDivision(row)]),
);

/** All divisions of the extract, abolished ones included. */
export const allDivisions = (): Division[] => [...divisions.values()];

/** The division of a code; with an instant, only if the code was in use then. */
export const findDivision = (code: string, at?: Date): Division | undefined => {
  const found = divisions.get(code as DivisionCode);
  if (!found || !at) return found;
  const began = !found.validFrom || found.validFrom <= at;
  return began && !(found.validTo && found.validTo <= at) ? found : undefined;
};

/** Whether a code is of GB/T 2260, at an instant if one is given. */
export const isDivision = (code: string, at?: Date): code is DivisionCode =>
  findDivision(code, at) !== undefined;

/** The Chinese name of a division, or its code where the extract has none. */
export const divisionName = (code: DivisionCode): string => divisions.get(code)?.name ?? code;

/** The province of a division; a province is its own. */
export const provinceOf = (code: DivisionCode): DivisionCode => `${code.slice(0, 2)}0000` as DivisionCode;

/** The prefecture-level city of a division, where it has one. */
export const cityOf = (code: DivisionCode): DivisionCode | undefined => {
  const city = `${code.slice(0, 4)}00` as DivisionCode;
  return city !== provinceOf(code) && divisions.has(city) ? city : undefined;
};

/** A division and those it lies in, the most specific first: district, city, province. */
export const ancestry = (code: DivisionCode): DivisionCode[] => {
  const city = cityOf(code);
  return [...new Set([code, ...(city ? [city] : []), provinceOf(code)])];
};

const parents = new Set([
  NATIONAL_PLATFORM,
  ...[...divisions.keys()].flatMap((code) => ancestry(code).slice(1)),
]);

/** Whether a division has none within it: a county, or a city without counties such as Dongguan. */
export const isSmallest = (code: DivisionCode): boolean => divisions.has(code) && !parents.has(code);

/** Whether a division is another or lies within it. Everything lies within the nation. */
export const isWithin = (code: DivisionCode, ancestor: DivisionCode): boolean =>
  ancestor === NATIONAL_PLATFORM || ancestry(code).includes(ancestor);
