import { describe, expect, it } from '@jest/globals';
import list from './countries.json' with { type: 'json' };
import { COUNTRY_NOT_STATED, country } from './countries.ts';

describe('countries', () => {
  it('are the 249 of GB/T 2659, in order and each once', () => {
    expect(list.countries).toHaveLength(249);
    expect(list.countries).toEqual([...new Set(list.countries)].sort());
    expect(list.countries.every((code) => /^[A-Z]{3}$/.test(code))).toBe(true);
  });

  it.each(['ITA', 'IRN', 'KOR', 'HKG', COUNTRY_NOT_STATED])('%s is one', (code) => {
    expect(country.parse(code)).toBe(code);
  });

  it.each(['XYZ', 'XKK', 'ita', 'IT', '', 'toString'])('"%s" is none', (code) => {
    expect(country.safeParse(code).error?.issues[0]?.message).toBe(
      'is no country of GB/T 2659 by its three letters',
    );
  });
});
