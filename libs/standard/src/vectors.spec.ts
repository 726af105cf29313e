import { describe, expect, it } from '@jest/globals';
import divisions from '../vectors/divisions.json' with { type: 'json' };
import documents from '../vectors/documents.json' with { type: 'json' };
import masking from '../vectors/masking.json' with { type: 'json' };
import orders from '../vectors/orders.json' with { type: 'json' };
import records from '../vectors/records.json' with { type: 'json' };
import times from '../vectors/times.json' with { type: 'json' };
import { ancestry, isDivision } from './divisions/divisions.ts';
import { identityOf, parseDocument } from './documents/document.ts';
import { maskName, maskNumber, maskPhone } from './documents/mask.ts';
import { normaliseName } from './documents/normalise.ts';
import { MEASURES, strictestMeasure } from './measures.ts';
import type { Measure } from './measures.ts';
import { COLOURS, PALETTES, strictestColour } from './palettes.ts';
import type { Colour } from './palettes.ts';
import { parseRecord } from './parse-record.ts';
import { REASON_KINDS } from './reasons.ts';
import { chinaTime, day, instant } from './times.ts';

type Case = { readonly description: string; readonly valid: boolean };

const those = <C extends Case>(cases: readonly C[], valid: boolean): C[] =>
  cases.filter((one) => one.valid === valid);

describe('record vectors', () => {
  const [valid, invalid] = [those(records.cases, true), those(records.cases, false)];

  it('takes each valid record as it is', () => {
    for (const { description, input } of valid) {
      expect({ description, parsed: parseRecord(input) }).toEqual({
        description,
        parsed: { ok: true, record: input },
      });
    }
    expect(valid.length).toBeGreaterThanOrEqual(12);
  });

  it('refuses each invalid record for its one fault', () => {
    for (const { description, input, errors } of invalid) {
      const parsed = parseRecord(input);
      const found = parsed.ok ? [] : parsed.errors.map(({ pointer, code }) => ({ pointer, code }));
      expect({ description, found }).toEqual({ description, found: errors });
      expect(errors).toHaveLength(1);
    }
    expect(invalid.length).toBeGreaterThanOrEqual(30);
  });

  it('has every kind of reason, every scheme and every colour of a scheme', () => {
    const all = valid.map(
      ({ input }) => input as { scheme: string; colour: string; reasons?: { kind: string }[] },
    );
    const kinds = all.flatMap(({ reasons = [] }) => reasons.map(({ kind }) => kind));
    expect([...new Set(kinds)].sort()).toEqual([...REASON_KINDS].sort());
    const painted = new Set(all.map(({ scheme, colour }) => `${scheme} ${colour}`));
    const palettes = Object.entries(PALETTES).flatMap(([scheme, colours]) =>
      colours.map((colour) => `${scheme} ${colour}`),
    );
    expect([...painted].sort()).toEqual(palettes.sort());
  });

  it('says each case once', () => {
    const inputs = records.cases.map(({ input }) => JSON.stringify(input));
    expect(new Set(inputs).size).toBe(inputs.length);
    expect(new Set(records.cases.map(({ description }) => description)).size).toBe(inputs.length);
  });
});

describe('document vectors', () => {
  const identity = (input: { type: string; number: string }) => {
    const parsed = parseDocument(input);
    return parsed.ok ? identityOf(parsed.document) : undefined;
  };

  it('gives each valid document its identity', () => {
    for (const { description, input, identity: expected } of those(documents.cases, true)) {
      expect({ description, identity: identity(input) }).toEqual({ description, identity: expected });
    }
    expect(documents.cases.length).toBeGreaterThanOrEqual(40);
  });

  it('refuses each invalid document with field and code', () => {
    for (const { description, input, errors } of those(documents.cases, false)) {
      const parsed = parseDocument(input);
      const found = parsed.ok ? [] : [{ field: parsed.error.field, code: parsed.error.code }];
      expect({ description, found }).toEqual({ description, found: errors });
    }
  });

  it('a renewed HK/Macao permit and both forms of a resident ID are one person', () => {
    const of = (type: string, number: string) => identity({ type, number });
    expect(of('hk_macao_permit', 'H1234567801')).toBe('hk_macao_permit:H12345678');
    expect(of('hk_macao_permit', 'H1234567801')).toBe(of('hk_macao_permit', 'H1234567899'));
    expect(of('resident_id', '110105491231002')).toBe('resident_id:11010519491231002X');
    expect(of('resident_id', '110105491231002')).toBe(of('resident_id', '11010519491231002X'));
    expect(of('taiwan_permit', '12345678')).not.toBe(of('other', '12345678'));
  });
});

describe('vectors of masks, orders, times and divisions', () => {
  it('masks and keeps names and numbers as each case says', () => {
    const apply: Record<string, (text: string) => string> = {
      name: maskName,
      number: (number) => maskNumber({ number }),
      phone: maskPhone,
      normalisedName: normaliseName,
    };
    for (const { description, kind, input, expected } of masking.cases) {
      expect({ description, result: apply[kind]?.(input) }).toEqual({ description, result: expected });
    }
  });

  it('orders colours and measures, and gives each scheme its colours', () => {
    expect([COLOURS, MEASURES, PALETTES]).toEqual([orders.colours, orders.measures, orders.palettes]);
    const strictest: Record<string, (input: readonly string[]) => string> = {
      strictestColour: (input) => strictestColour(...(input as [Colour, ...Colour[]])),
      strictestMeasure: (input) => strictestMeasure(...(input as [Measure, ...Measure[]])),
    };
    for (const { description, kind, input, expected } of orders.cases) {
      expect({ description, result: strictest[kind]?.(input) }).toEqual({ description, result: expected });
    }
  });

  it('takes and refuses instants and days, and tells them in China time', () => {
    for (const { description, input, valid, chinaTime: expected } of times.instants) {
      expect({ description, valid: instant.safeParse(input).success }).toEqual({ description, valid });
      if (valid) expect(chinaTime(new Date(input))).toBe(expected);
    }
    for (const { description, input, valid } of times.days) {
      expect({ description, valid: day.safeParse(input).success }).toEqual({ description, valid });
    }
  });

  it('knows the divisions of a day and what they lie in', () => {
    for (const { description, input, valid, ancestry: expected } of divisions.cases) {
      const isKnown = isDivision(input.code, new Date(input.at));
      expect({ description, isKnown }).toEqual({ description, isKnown: valid });
      if (isKnown) expect(ancestry(input.code as `${number}`)).toEqual(expected);
    }
  });
});
