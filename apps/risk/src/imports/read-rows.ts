import { parse } from 'csv-parse/sync';

/** One row of an import, and the line on which it stood: a CSV line, or a place in a JSON array, from 1. */
export type ImportRow = { readonly line: number; readonly value: Record<string, unknown> };

export type ReadRows =
  | { readonly ok: true; readonly rows: readonly ImportRow[] }
  | { readonly ok: false; readonly line: number | null; readonly message: string };

type CsvRow = { record: Record<string, string>; info: { lines: number } };
type CsvFault = { code?: string; lines?: number; message: string };

/** The rows of a CSV text whose first line names the columns. Empty fields are absent fields. */
export const readCsv = (text: string): ReadRows => {
  try {
    const rows = parse(text, {
      columns: true,
      info: true,
      bom: true,
      trim: true,
      skip_empty_lines: true,
    }) as unknown as CsvRow[];
    return {
      ok: true,
      rows: rows.map(({ record, info }) => ({ line: info.lines, value: withoutEmpty(record) })),
    };
  } catch (error) {
    const { lines, message } = error as CsvFault;
    return { ok: false, line: lines ?? null, message };
  }
};

const withoutEmpty = (record: Record<string, string>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== ''));

/** The rows of a JSON array. */
export const readJson = (items: readonly unknown[]): ReadRows => {
  const bad = items.findIndex((item) => typeof item !== 'object' || item === null || Array.isArray(item));
  if (bad >= 0) return { ok: false, line: bad + 1, message: 'is not an object' };
  return {
    ok: true,
    rows: items.map((value, at) => ({ line: at + 1, value: value as Record<string, unknown> })),
  };
};
