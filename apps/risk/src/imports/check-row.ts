import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { ImportRow } from './read-rows.ts';
import type { LineReport } from './import-report.ts';

/** A row as its class, or the line of the report that refuses it. */
export const checkRow = <T extends object>(
  type: new () => T,
  { line, value }: ImportRow,
): { ok: true; value: T } | { ok: false; report: LineReport } => {
  const instance = plainToInstance(type, value);
  const [error] = validateSync(instance, { whitelist: true, forbidNonWhitelisted: true });
  if (!error) return { ok: true, value: instance };
  const unknown = error.constraints?.['whitelistValidation'];
  const message = unknown
    ? 'is no field of this import'
    : (Object.values(error.constraints ?? {})[0] ?? 'does not fit');
  return {
    ok: false,
    report: {
      line,
      outcome: 'refused',
      code: unknown ? 'unknown_field' : 'invalid',
      field: error.property,
      message,
    },
  };
};
