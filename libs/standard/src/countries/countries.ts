import { z } from 'zod';
import list from './countries.json' with { type: 'json' };

/** Where a stay abroad is known and the country is not: of the letters that ISO 3166 leaves to users. */
export const COUNTRY_NOT_STATED = list.notStated;

/** Countries and territories of GB/T 2659 by their three letters, and `ZZZ`. */
export const COUNTRIES: readonly string[] = [...list.countries, list.notStated];

export const country = z
  .enum(COUNTRIES, { error: 'is no country of GB/T 2659 by its three letters' })
  .meta({ title: 'Country', description: 'Three letters of GB/T 2659 (ISO 3166-1), or ZZZ: not stated.' });
