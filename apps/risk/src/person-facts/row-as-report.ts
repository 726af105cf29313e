import { reason } from '@huren/standard';
import type { ReadRow } from '../imports/read-rows.ts';

const FIELDS = reason.options.flatMap(({ shape }) => Object.keys(shape));

/** What a CSV of facts may have: whom a fact is about, and the fields of every kind. */
export const COLUMNS: readonly string[] = [
  ...new Set(['documentType', 'documentNumber', 'subject', ...FIELDS]),
];

const LISTS = ['symptoms'];
const NUMBERS = ['tenths'];

const fieldValue = (name: string, value: unknown): unknown => {
  if (LISTS.includes(name)) return String(value).split('^');
  return NUMBERS.includes(name) ? Number(value) : value;
};

/** A row of a CSV (one column a field, `^` between symptoms) as a report of a person fact. */
export const rowAsReport = (row: ReadRow): ReadRow =>
  'fault' in row ? row : { ...row, value: reportOf(row.value) };

const reportOf = (row: Record<string, unknown>): Record<string, unknown> => {
  const { documentType, documentNumber, subject, ...fields } = row;
  const reason = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, fieldValue(name, value)]),
  );
  return {
    ...(documentNumber === undefined ? {} : { document: { type: documentType, number: documentNumber } }),
    ...(subject === undefined ? {} : { subject }),
    reason,
  };
};
