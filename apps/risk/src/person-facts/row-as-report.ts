import type { ReadRow } from '../imports/read-rows.ts';

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
