import { DAY_MS, chinaTime, issuerOf, parseRecord } from '@huren/standard';
import type { CodeRef, Colour, FailedResult, FieldError, HealthCodeRecord, Reason } from '@huren/standard';
import { readConstruct } from './constructs/constructs.ts';
import type { DialectDocument } from './dialect.ts';
import { isExplained } from './explained.ts';
import { faultAt, missingAt, pointerTo } from './field-path.ts';
import { textAt } from './raw.ts';
import type { Raw } from './raw.ts';
import { readColour } from './read-colour.ts';
import { toObject } from './shapes/wire.ts';
import { structureOf } from './structure.ts';
import { readTime } from './time-format.ts';
import type { TimeField } from './time-format.ts';

/** What a record comes to: a canonical record, a result that is no colour, or what is wrong with it. */
export type ReadOutcome =
  | { readonly ok: true; readonly kind: 'record'; readonly record: HealthCodeRecord }
  | {
      readonly ok: true;
      readonly kind: 'result';
      readonly result: FailedResult;
      readonly codeRef: CodeRef;
      readonly version: number;
    }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

/** What a record cannot say itself. */
export type DialectContext = { readonly codeRefOf: (reference: string) => CodeRef };

/** A reader of whole records: total, a closure over the dialect. */
export const reader = (
  dialect: DialectDocument,
): ((given: unknown, context: DialectContext) => ReadOutcome) => {
  const faultsOf = structureOf(dialect);
  return (given, context) => {
    const raw = toObject(dialect.shape, given);
    const message = `is no ${dialect.shape.as} record of this dialect`;
    if (!raw) return { ok: false, errors: [{ pointer: '', code: 'malformed', message }] };
    const errors = faultsOf(raw);
    return errors.length > 0 ? { ok: false, errors } : readFields(dialect, raw, context);
  };
};

type Read = { readonly value?: string; readonly faults: readonly FieldError[] };

const readText = (path: string, raw: Raw): Read => {
  const value = textAt(raw, path);
  return value === undefined ? { faults: [missingAt(path)] } : { value, faults: [] };
};

const readInstant = ({ path, format }: TimeField, raw: Raw): Read => {
  const text = textAt(raw, path);
  if (text === undefined) return { faults: [missingAt(path)] };
  const value = readTime(format, text);
  return value
    ? { value, faults: [] }
    : { faults: [faultAt(path, 'malformed', `is no time of the form ${format}`)] };
};

const daysAfter = (instant: string, days: number): string =>
  chinaTime(new Date(Date.parse(instant) + days * DAY_MS));

const readFields = (dialect: DialectDocument, raw: Raw, { codeRefOf }: DialectContext): ReadOutcome => {
  const reference = readText(dialect.reference, raw);
  const updated = readInstant(dialect.updatedAt, raw);
  const coloured = readColour(dialect.colour, raw);
  const basic = [...reference.faults, ...updated.faults, ...('faults' in coloured ? coloured.faults : [])];
  if ('result' in coloured && basic.length === 0)
    return {
      ok: true,
      kind: 'result',
      result: coloured.result,
      codeRef: codeRefOf(reference.value as string),
      version: versionOf(updated.value as string),
    };
  const { faults, ...rest } = readRest(dialect, raw, updated.value);
  const errors = [...basic, ...faults];
  if (errors.length > 0 || !('colour' in coloured)) return { ok: false, errors };
  const { value: issuedAt = '' } = updated;
  const head = { codeRef: codeRefOf(reference.value as string), issuedAt, colour: coloured.colour };
  return checked(dialect, { ...head, ...rest });
};

/** Versions rise with the time of the update. */
const versionOf = (issuedAt: string): number => Math.floor(Date.parse(issuedAt) / 1000);

/** Any time will do for reasons of a record whose own is at fault. */
const ANY_TIME = '2020-01-01T00:00:00+08:00';

const readRest = (dialect: DialectDocument, raw: Raw, updated: string | undefined) => {
  const { validUntil } = dialect;
  const subject = readText(dialect.subject, raw);
  const until: Read =
    'path' in validUntil
      ? readInstant(validUntil, raw)
      : { faults: [], ...(updated ? { value: daysAfter(updated, validUntil.days) } : {}) };
  const context = { issuer: dialect.issuer, observedAt: updated ?? ANY_TIME };
  const readings = (dialect.reasons ?? []).map((one) => readConstruct(one, raw, context));
  const open = new Set(readings.flatMap((one) => one.open));
  return {
    subject: subject.value,
    validUntil: until.value,
    covers: dialect.covers.filter((kind) => !open.has(kind)),
    reasons: distinct(readings.flatMap((one) => one.reasons)),
    faults: [...subject.faults, ...until.faults, ...readings.flatMap((one) => one.faults)],
  };
};

const distinct = (reasons: readonly Reason[]): readonly Reason[] =>
  reasons.length < 2
    ? reasons
    : [...new Map(reasons.map((one) => [JSON.stringify(Object.entries(one).sort()), one])).values()];

type Fields = Pick<HealthCodeRecord, 'codeRef' | 'issuedAt' | 'covers'> & {
  readonly colour: Colour;
  readonly reasons: readonly Reason[];
  readonly subject: string | undefined;
  readonly validUntil: string | undefined;
};

/** The record of these fields; what is still wrong is said of the dialect's own ones. */
const checked = (dialect: DialectDocument, { reasons, ...fields }: Fields): ReadOutcome => {
  const isBare = !dialect.reasons || !isExplained(dialect, fields.colour, reasons);
  const parsed = parseRecord({
    standard: '1.0',
    issuer: issuerOf(fields.codeRef),
    scheme: dialect.scheme,
    ...fields,
    ...(isBare ? {} : { reasons }),
    version: versionOf(fields.issuedAt),
  });
  if (parsed.ok) return { ok: true, kind: 'record', record: parsed.record };
  const own: Record<string, string> = {
    codeRef: dialect.reference,
    subject: dialect.subject,
    validUntil: 'path' in dialect.validUntil ? dialect.validUntil.path : dialect.updatedAt.path,
    version: dialect.updatedAt.path,
  };
  const errors = parsed.errors.map(({ pointer, code, message }) => {
    const field = own[pointer.split('/')[1] ?? ''];
    return { pointer: field ? pointerTo(field) : pointer, code, message };
  });
  return { ok: false, errors };
};
