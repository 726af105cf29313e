import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkCharacter, hasBirthday, hasValidCheck, upgrade } from './check-digit.ts';
import { DOCUMENT_TYPES, identityOf, parseDocument } from './document.ts';
import type { DocumentType } from './document.ts';
import { maskName, maskNumber, maskPhone } from './mask.ts';
import { normaliseName, normaliseNumber } from './normalise.ts';

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((all) => all.join(''));

const twoDigits = (min: number, max: number) =>
  fc.integer({ min, max }).map((number) => String(number).padStart(2, '0'));

/** Numbers of 15 digits as they were given out until 1999. */
const oldNumbers = fc
  .tuple(digits(6), twoDigits(0, 99), twoDigits(1, 12), twoDigits(1, 28), digits(3))
  .map((parts) => parts.join(''));

const anyText = fc.string({ unit: 'binary' });

const identity = (type: string, number: string): string | undefined => {
  const parsed = parseDocument({ type, number });
  return parsed.ok ? identityOf(parsed.document) : undefined;
};

describe('documents', () => {
  it('a check character finds every single wrong digit and every exchange of neighbours', () => {
    fc.assert(
      fc.property(digits(17), fc.nat(16), fc.integer({ min: 1, max: 9 }), (given, at, by) => {
        const number = given + checkCharacter(given);
        expect(hasValidCheck(number)).toBe(true);
        const wrong = (Number(number.charAt(at)) + by) % 10;
        expect(hasValidCheck(number.slice(0, at) + String(wrong) + number.slice(at + 1))).toBe(false);
        const swapped =
          number.slice(0, at) + number.charAt(at + 1) + number.charAt(at) + number.slice(at + 2);
        if (swapped !== number) expect(hasValidCheck(swapped)).toBe(false);
      }),
    );
  });

  it('both forms of a resident ID are one person, wherever it was issued', () => {
    fc.assert(
      fc.property(oldNumbers, (number) => {
        const upgraded = upgrade(number);
        expect(upgraded).toHaveLength(18);
        expect(hasBirthday(upgraded) && hasValidCheck(upgraded)).toBe(true);
        expect(identity('resident_id', number)).toBe(`resident_id:${upgraded}`);
        expect(identity('resident_id', upgraded)).toBe(`resident_id:${upgraded}`);
      }),
    );
    expect(upgrade('110105491231002')).toBe('11010519491231002X');
  });

  it('every renewal of a HK/Macao permit is one person, and no two types share one', () => {
    fc.assert(
      fc.property(fc.constantFrom('H', 'M'), digits(8), digits(2), (letter, lifelong, renewal) => {
        const permit = identity('hk_macao_permit', letter + lifelong);
        expect(identity('hk_macao_permit', letter + lifelong + renewal)).toBe(permit);
        const all = Object.keys(DOCUMENT_TYPES).map((type) => identity(type, letter + lifelong));
        const known = all.filter((one) => one !== undefined);
        expect(new Set(known).size).toBe(known.length);
      }),
    );
  });

  it('have the codes of the interface in use', () => {
    expect(Object.values(DOCUMENT_TYPES).sort()).toEqual(['10', '14', '15', '16', '20', '34', '99']);
  });

  it('never throw, whatever is given', () => {
    const types = fc.oneof(fc.constantFrom(...(Object.keys(DOCUMENT_TYPES) as DocumentType[])), anyText);
    fc.assert(
      fc.property(types, anyText, (type, number) => {
        const parsed = parseDocument({ type, number });
        if (parsed.ok) expect(parseDocument(parsed.document)).toEqual(parsed);
        else expect(parsed.error.field).toBe(parsed.error.code === 'unknown_type' ? 'type' : 'number');
      }),
    );
  });
});

describe('normalising and masking', () => {
  const marks = fc.constantFrom(
    ' ',
    '　',
    '\u200b',
    '·',
    '•',
    '・',
    '．',
    '.',
    '-',
    'x',
    'Ｘ',
    '１',
    '买',
    'a',
  );
  const texts = fc.oneof(
    anyText,
    fc.array(marks).map((all) => all.join('')),
  );

  it('normalising twice is normalising once', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(normaliseNumber(normaliseNumber(text))).toBe(normaliseNumber(text));
        expect(normaliseName(normaliseName(text))).toBe(normaliseName(text));
      }),
    );
  });

  it('a mask hides something, and shows no more than its ends', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        const masks = [maskNumber({ number: text }), maskPhone(text), maskName(text)];
        for (const [at, most] of [4, 6, 2].entries()) {
          const mask = masks[at] ?? '';
          expect(mask).toContain('*');
          expect([...mask].filter((char) => char !== '*').length).toBeLessThanOrEqual(most);
        }
      }),
    );
  });
});
