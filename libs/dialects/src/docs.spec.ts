import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { construct } from './construct.ts';
import { reviewDialect } from './review.ts';
import { compileDialect } from './registry.ts';
import { shape } from './shapes/shape.ts';
import { TIME_EXAMPLES, readTime, writeTime } from './time-format.ts';

const page = readFileSync(new URL('../../../docs/dialects.md', import.meta.url), 'utf8');

/** Blocks of the page that are marked so. */
const blocks = (mark: string): unknown[] =>
  [...page.matchAll(new RegExp(`^\`\`\`json ${mark}\\n(.*?)^\`\`\``, 'gms'))].map(
    ([, text]) => JSON.parse(text ?? '') as unknown,
  );

const [dialect] = blocks('dialect');
const [record] = blocks('record');
const [outcome] = blocks('outcome');

describe('the page for provinces', () => {
  it('its dialect is in order, and reads its record as the page says', () => {
    const read = compileDialect(dialect).read(record, {
      codeRefOf: () => '640000.00000000000000000000000000',
    });
    expect(read).toEqual({ ok: true, kind: 'record', record: outcome });
    expect(JSON.stringify(reviewDialect(JSON.stringify(dialect), JSON.stringify(record)))).not.toContain(
      'is lost:',
    );
  });

  it('has every construct, every shape and every form of time, and each of them works', () => {
    const constructs = blocks('construct').map((one) => construct.parse(one).as);
    expect(constructs.sort()).toEqual(construct.options.map((one) => one.shape.as.value).sort());
    const shapes = blocks('shape').map((one) => shape.parse(one).as);
    expect(shapes.sort()).toEqual(shape.options.map((one) => one.shape.as.value).sort());
    for (const [format, example] of Object.entries(TIME_EXAMPLES) as [keyof typeof TIME_EXAMPLES, string][]) {
      expect(page).toMatch(new RegExp(`\\| \`${format}\` *\\| \`${example.replace('+', '\\+')}\``));
      expect(readTime(format, example)).toBe('2020-03-16T09:00:00+08:00');
      expect(String(writeTime(format, '2020-03-16T01:00:00Z'))).toBe(example);
    }
  });
});

describe('a review', () => {
  const text = JSON.stringify(dialect);

  it('of a dialect names each fault with its pointer', () => {
    expect(reviewDialect('{')).toEqual({ ok: false, lines: ['The dialect is no JSON.'] });
    const { ok, lines } = reviewDialect(
      JSON.stringify({ ...(dialect as object), scheme: 'national', origin: 'x' }),
    );
    expect({ ok, lines }).toEqual({
      ok: false,
      lines: ['The dialect is refused:', '  /origin  unknown_field: is no field of a dialect'],
    });
    expect(reviewDialect('[]').lines[1]).toMatch(/^ {2}\/ {2}wrong_type/);
  });

  it('of a record shows it in the standard, a result, or each fault with its pointer', () => {
    const of = (change: object) => reviewDialect(text, JSON.stringify({ ...(record as object), ...change }));
    expect(of({}).lines.join('\n')).toContain('"colour": "yellow"');
    expect(of({}).lines.at(-1)).toBe('Written back in the dialect, nothing is lost.');
    expect(of({ colour: '9' }).lines.at(-1)).toBe('The record is a result that is no colour: expired.');
    expect(of({ idNumber: '1', note: 'x' })).toMatchObject({ ok: false });
    expect(of({ idNumber: '1', note: 'x' }).lines.slice(-2).join('\n')).toMatch(
      /\/idNumber {2}personal_field: .*\n {2}\/note {2}unknown_field: /,
    );
    expect(of({ colour: '3' }).lines.at(-1)).toBe('Written back in the dialect, nothing is lost.');
    expect(reviewDialect(text, 'x').lines.at(-1)).toBe('The record is no JSON.');
  });

  it('of a record that is a text takes the text as it is, and tells what is lost', () => {
    const { shape: _shape, reasons: _reasons, ...rest } = dialect as Record<string, unknown>;
    const widths = { id: 12, holder: 32, updated: 19, ends: 19, colour: 1, flags: 1 };
    const fields = Object.entries(widths).map(([name, width]) => ({ name, width }));
    const bits = {
      ...rest,
      shape: {
        as: 'delimited',
        separator: '|',
        fields: ['id', 'holder', 'updated', 'ends', 'colour', 'flags'],
      },
      reasons: [{ as: 'bits', path: 'flags', bits: [{ kind: 'contact.close' }] }],
      covers: ['contact.close'],
      cannotCarry: [...(rest['cannotCarry'] as string[]), 'exposure.area', 'temperature'],
      ignored: [],
      personal: [],
    };
    const line = 'A1|4h7zq2m9c0x5rt8kbnw3vjy6pgd1fase|2020-03-16 09:00:00|2020-03-30 09:00:00|3|1\n';
    expect(reviewDialect(JSON.stringify(bits), line)).toMatchObject({ ok: true });
    expect(reviewDialect(JSON.stringify(bits), `${line}x`)).toMatchObject({ ok: false });
    const placed = JSON.stringify({ ...bits, shape: { as: 'positional', fields } });
    const padded = line.trimEnd().replaceAll('|', '').replace('A1', 'A1'.padEnd(12));
    expect(reviewDialect(placed, padded).lines.slice(-2)).toEqual([
      'Written back in the dialect, this is lost:',
      '  /  the record cannot be carried at all',
    ]);
  });
});
