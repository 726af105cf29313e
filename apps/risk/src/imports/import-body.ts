import { refuse } from '@huren/platform';
import { readCsv, readJson } from './read-rows.ts';
import type { ReadRow } from './read-rows.ts';

/** Most rows of one call. */
export const MOST_ROWS = 10_000;

const itemsOf = (body: unknown): readonly unknown[] => {
  const { items, ...others } = (body ?? {}) as Record<string, unknown>;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) return refuse(400, 'invalid_request', unknown, 'is no field of this request');
  return Array.isArray(items) ? items : refuse(400, 'invalid_request', 'items', 'is missing or no list');
};

const rowsOfCsv = (text: string, columns: readonly string[]): readonly ReadRow[] => {
  const { names, rows } = readCsv(text);
  const unknown = names.filter((name) => !columns.includes(name));
  if (names.length === 0)
    return refuse(400, 'invalid_request', '', 'has no first line that names the columns');
  return unknown.length === 0
    ? rows
    : refuse(400, 'invalid_request', '', `has no columns ${unknown.join(', ')}: ${columns.join(', ')}`);
};

/**
 * The rows of an import: of a CSV text, or of the `items` of a JSON body.
 * @param columns that a CSV may have
 * @throws ProblemException 400 for a body of another shape, or of more than 10,000 rows
 */
export const rowsOfBody = (body: unknown, columns: readonly string[]): readonly ReadRow[] => {
  const rows = typeof body === 'string' ? rowsOfCsv(body, columns) : readJson(itemsOf(body));
  return rows.length <= MOST_ROWS
    ? rows
    : refuse(400, 'invalid_request', 'items', `are more than ${MOST_ROWS} rows`);
};
