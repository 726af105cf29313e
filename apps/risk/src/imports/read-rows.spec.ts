import { describe, expect, it } from '@jest/globals';
import { IsIn, Matches } from 'class-validator';
import { checkRow } from './check-row.ts';
import { importReport } from './import-report.ts';
import { rowsOfBody } from './import-body.ts';
import { readCsv, readJson } from './read-rows.ts';

class Row {
  @Matches(/^\d{6}$/, { message: 'is not six digits' })
  division: string;

  @IsIn(['low', 'high'])
  level: string;
}

describe('a CSV text', () => {
  it('gives rows with the line on which each stood; empty fields are absent', () => {
    expect(readCsv('\uFEFFdivision,level,since\n420100,high,\n\n110105, low ,2020-03-01\n').rows).toEqual([
      { line: 2, value: { division: '420100', level: 'high' } },
      { line: 4, value: { division: '110105', level: 'low', since: '2020-03-01' } },
    ]);
  });

  it('with a row of another width, or a quote where none may be, gives the rows around it', () => {
    const { rows } = readCsv('division,level\n420100,high\n110105\n110106,"lo"w\n110108,low\n');
    expect(rows).toMatchObject([
      { line: 2, value: { division: '420100' } },
      { line: 3, fault: expect.stringContaining('Invalid Record Length') },
      { line: 4, value: { division: '110106', level: '"lo"w' } },
      { line: 5, value: { division: '110108' } },
    ]);
  });

  it('with a quote that never ends gives the rows before it', () => {
    expect(readCsv('division,level\n420100,high\n"110105,low\n').rows).toMatchObject([
      { line: 2, value: { division: '420100' } },
      { fault: expect.stringContaining('Quote Not Closed') },
    ]);
  });

  it('without a row gives none', () =>
    expect(readCsv('division,level\n')).toEqual({ names: ['division', 'level'], rows: [] }));
});

describe('a JSON list', () => {
  it('counts from one, and names what is no object', () => {
    const fault = 'is not an object';
    expect(readJson([{ a: 1 }, null, [], 7])).toEqual([
      { line: 1, value: { a: 1 } },
      { line: 2, fault },
      { line: 3, fault },
      { line: 4, fault },
    ]);
  });
});

describe('the body of an import', () => {
  it('is a CSV text, or a list of items', () => {
    expect(rowsOfBody('a\n1\n', ['a', 'b'])).toEqual([{ line: 2, value: { a: '1' } }]);
    expect(rowsOfBody({ items: [{ a: 1 }] }, ['a'])).toEqual([{ line: 1, value: { a: 1 } }]);
  });

  it.each([
    ['no items', {}, '/items'],
    ['items that are no list', { items: 'a' }, '/items'],
    ['another field', { items: [], rows: [] }, '/rows'],
    ['an empty text', '', ''],
    ['JSON that is sent as CSV', '{"items":[{"a":1}]}', ''],
    ['a column that nobody reads', 'a,b\n1,2\n', ''],
    ['too many rows', { items: Array.from({ length: 10_001 }, () => ({})) }, '/items'],
  ])('with %s is refused by the field', (_, body, pointer) => {
    expect(() => rowsOfBody(body, ['a'])).toThrow(
      expect.objectContaining({
        problem: expect.objectContaining({ status: 400, errors: [expect.objectContaining({ pointer })] }),
      }),
    );
  });
});

describe('a row', () => {
  const check = (value: Record<string, unknown>) => checkRow(Row, { line: 7, value });

  it('that fits is taken', () => {
    expect(check({ division: '420100', level: 'low' })).toMatchObject({ ok: true });
  });

  it('that does not is refused with line, field and reason', () => {
    expect(check({ division: '42', level: 'low' })).toEqual({
      ok: false,
      report: {
        line: 7,
        outcome: 'refused',
        code: 'invalid',
        field: 'division',
        message: 'is not six digits',
      },
    });
    expect(check({ division: '420100', level: 'low', colour: 'red' })).toMatchObject({
      ok: false,
      report: { code: 'unknown_field', field: 'colour' },
    });
    expect(check({ level: 'low' })).toMatchObject({ report: { field: 'division', message: 'is missing' } });
  });
});

describe('a row that could not be read', () => {
  it('is refused with why, and names no field', () => {
    expect(checkRow(Row, { line: 3, fault: 'is not an object' })).toEqual({
      ok: false,
      report: { line: 3, outcome: 'refused', code: 'malformed', field: '', message: 'is not an object' },
    });
  });
});

describe('a report', () => {
  it('counts each line once', () => {
    const refused = { line: 4, outcome: 'refused', code: 'invalid', field: 'a', message: 'b' } as const;
    const lines = [
      { line: 1, outcome: 'applied' },
      { line: 2, outcome: 'duplicate' },
      { line: 3, outcome: 'unchanged' },
      refused,
    ];
    expect(importReport(lines)).toEqual({ accepted: 1, unchanged: 2, refused: 1, lines });
  });
});
