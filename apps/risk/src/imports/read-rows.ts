import { parse } from 'csv-parse/sync';

/**
 * One row of an import, and the line on which it stood: a CSV line, or a place in a JSON array, from 1. `fault`: what
 * keeps it from being read; the others are read all the same.
 */
export type ReadRow =
  | { readonly line: number; readonly value: Record<string, unknown> }
  | { readonly line: number; readonly fault: string };

type CsvRow = { record: Record<string, string>; info: { lines: number } };
type CsvFault = { lines?: number; message: string };

const faultRow = ({ lines, message }: CsvFault): ReadRow => ({ line: lines ?? 1, fault: message });

export type Csv = { readonly names: readonly string[]; readonly rows: ReadRow[] };

/**
 * The rows of a CSV text whose first line names the columns. Empty fields are absent fields. A quote that never ends
 * takes everything behind it along.
 */
export const readCsv = (text: string): Csv => {
  const rows: ReadRow[] = [];
  const names: string[] = [];
  try {
    parse(text, {
      columns: (line: string[]) => {
        names.push(...line.map((name) => name.trim()));
        return [...names];
      },
      cast: (value) => value.trim(),
      info: true,
      bom: true,
      skip_empty_lines: true,
      relax_quotes: true,
      skip_records_with_error: true,
      on_skip: (error: CsvFault | undefined) =>
        void rows.push(faultRow(error ?? { message: 'cannot be read' })),
      on_record: (row: unknown) => {
        const { record, info } = row as CsvRow;
        rows.push({ line: info.lines, value: withoutEmpty(record) });
        return null;
      },
    });
  } catch (error) {
    rows.push(faultRow(error as CsvFault));
  }
  return { names, rows };
};

const withoutEmpty = (record: Record<string, string>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== ''));

const isObject = (item: unknown): item is Record<string, unknown> =>
  typeof item === 'object' && item !== null && !Array.isArray(item);

/** The rows of a JSON array. */
export const readJson = (items: readonly unknown[]): ReadRow[] =>
  items.map((item, at) =>
    isObject(item) ? { line: at + 1, value: item } : { line: at + 1, fault: 'is not an object' },
  );
