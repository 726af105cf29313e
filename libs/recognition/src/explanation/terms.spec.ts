import { allIssuers, provinceOf } from '@huren/standard';
import { describe, expect, it } from '@jest/globals';
import type { Bilingual } from '../model/rule-set.ts';
import { placeName } from './provinces.ts';
import {
  ADVICE_TERMS,
  COLOUR_TERMS,
  KIND_TERMS,
  MEASURE_TERMS,
  PURPOSE_TERMS,
  REFUSAL_TERMS,
  RESULT_TERMS,
} from './terms.ts';

const TABLES: Record<string, Record<string, Bilingual>> = {
  advice: ADVICE_TERMS,
  colours: COLOUR_TERMS,
  kinds: KIND_TERMS,
  measures: MEASURE_TERMS,
  purposes: PURPOSE_TERMS,
  refusals: REFUSAL_TERMS,
  results: RESULT_TERMS,
};

describe('the words of an explanation', () => {
  it.each(Object.entries(TABLES))('of %s are told apart, in Chinese and in English', (_, table) => {
    const texts = Object.values(table);
    for (const text of texts) {
      expect(text['zh-CN']).toMatch(/^[\p{Script=Han}“”]+$/u);
      expect(text.en).toMatch(/^[\x20-\x7e]+$/);
    }
    expect(new Set(texts.map((text) => text['zh-CN'])).size).toBe(texts.length);
    expect(new Set(texts.map(({ en }) => en)).size).toBe(texts.length);
  });

  it('name every provincial unit in English, each otherwise', () => {
    const provinces = [...new Set(allIssuers().map(({ code }) => provinceOf(code)))];
    const names = provinces.map((province) => placeName(province, 'en'));
    expect(new Set(names).size).toBe(provinces.length);
    for (const name of names) expect(name).toMatch(/^[A-Za-z ]+$/);
  });
});
