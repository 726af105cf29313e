import { reasonsOf } from '@huren/platform';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { ValidationError } from 'class-validator';
import type { LineReport } from './import-report.ts';
import type { ReadRow } from './read-rows.ts';

type Refused = Extract<LineReport, { outcome: 'refused' }>;

/** The first fault of a row, at the depth at which it stands. */
const faultOf = (error: ValidationError, parent = ''): Omit<Refused, 'line' | 'outcome'> => {
  const field = `${parent}${error.property}`;
  const [child] = error.children ?? [];
  if (child && !error.constraints) return faultOf(child, `${field}.`);
  if (error.constraints?.['whitelistValidation'])
    return { code: 'unknown_field', field, message: 'is no field of this import' };
  return { code: 'invalid', field, message: reasonsOf(error)[0] ?? 'does not fit' };
};

/** A row as its class, or the line of the report that refuses it. */
export const checkRow = <T extends object>(
  type: new () => T,
  row: ReadRow,
): { ok: true; value: T } | { ok: false; report: LineReport } => {
  const { line } = row;
  if ('fault' in row) {
    const unread = { code: 'malformed', field: '', message: row.fault };
    return { ok: false, report: { line, outcome: 'refused', ...unread } };
  }
  const instance = plainToInstance(type, row.value);
  const [error] = validateSync(instance, { whitelist: true, forbidNonWhitelisted: true });
  return error
    ? { ok: false, report: { line, outcome: 'refused', ...faultOf(error) } }
    : { ok: true, value: instance };
};
