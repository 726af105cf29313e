import { describe, expect, it } from '@jest/globals';
import { IsIn, Matches } from 'class-validator';
import { checkRow } from './check-row.ts';
import { importReport } from './import-report.ts';
import { readCsv, readJson } from './read-rows.ts';

class Row {
  @Matches(/^\d{6}$/, { message: 'is not six digits' })
  division: string;

  @IsIn(['low', 'high'])
  level: string;
}

describe('a CSV text', () => {
  it('gives rows with the line on which each stood; empty fields are absent', () => {
    expect(readCsv('\uFEFFdivision,level,since\n420100,high,\n\n110105, low ,2020-03-01\n')).toEqual({
      ok: true,
      rows: [
        { line: 2, value: { division: '420100', level: 'high' } },
        { line: 4, value: { division: '110105', level: 'low', since: '2020-03-01' } },
      ],
    });
  });

  it('with a row of another width is refused with its line', () => {
    expect(readCsv('division,level\n420100,high\n110105\n')).toMatchObject({ ok: false, line: 3 });
  });

  it('with a quote that never ends is refused', () => {
    expect(readCsv('division,level\n"420100,high\n')).toMatchObject({ ok: false });
  });
});

describe('a JSON list', () => {
  it('counts from one and refuses what is no object', () => {
    expect(readJson([{ a: 1 }])).toEqual({ ok: true, rows: [{ line: 1, value: { a: 1 } }] });
    expect(readJson([{ a: 1 }, null])).toMatchObject({ ok: false, line: 2 });
    expect(readJson([[]])).toMatchObject({ ok: false, line: 1 });
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
