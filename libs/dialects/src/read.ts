import { DAY_MS, chinaTime, isRelief, issuerOf, parseRecord, strictestColour } from '@huren/standard';
import type { CodeRef, Colour, FailedResult, FieldError, HealthCodeRecord, Reason } from '@huren/standard';
import { readConstruct } from './constructs.ts';
import type { FieldFault } from './constructs.ts';
import type { DialectDocument } from './dialect.ts';
import { getAt, isObject, pathsIn } from './raw.ts';
import type { Raw } from './raw.ts';
import { toObject } from './shape.ts';
import { readTime } from './time-format.ts';

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

const pointer = (path: string): string => `/${path.replaceAll('.', '/')}`;
const errorOf = ({ path, code, message }: FieldFault): FieldError => ({
  pointer: pointer(path),
  code,
  message,
});

type ReadColour =
  { readonly colour: Colour } | { readonly result: FailedResult } | { readonly fault: FieldFault };

const readColour = ({ path, each, codes, results }: DialectDocument['colour'], raw: Raw): ReadColour => {
  const value = getAt(raw, path);
  const entries: unknown[] =
    each === undefined
      ? [value]
      : Array.isArray(value)
        ? value.map((item) => (isObject(item) ? item[each] : undefined))
        : [];
  if (entries.length === 0) return { fault: { path, code: 'missing', message: 'names no colour' } };
  const bad = entries.find(
    (code) => !Object.hasOwn(codes, String(code)) && !Object.hasOwn(results, String(code)),
  );
  if (bad !== undefined || entries.includes(undefined)) {
    return {
      fault: {
        path,
        code: 'unknown_code',
        message: `is none of ${Object.keys({ ...codes, ...results }).join(', ')}`,
      },
    };
  }
  const colours = entries.flatMap((code) => codes[String(code)] ?? []);
  const [first, ...rest] = colours;
  return first
    ? { colour: strictestColour(first, ...rest) }
    : { result: results[String(entries[0])] as FailedResult };
};

/** A reader of whole records: total, a closure over the dialect. */
export const reader = (
  dialect: DialectDocument,
): ((given: unknown, context: DialectContext) => ReadOutcome) => {
  const known = knownPaths(dialect);
  const personal = new Set(dialect.personal);
  return (given, context) => {
    const raw = toObject(dialect.shape, given);
    if (!raw)
      return {
        ok: false,
        errors: [
          { pointer: '', code: 'malformed', message: `is no ${dialect.shape.as} record of this dialect` },
        ],
      };
    const foreign = pathsIn(raw).filter((path) => !known.has(path));
    if (foreign.length > 0) return { ok: false, errors: foreign.map((path) => foreignField(path, personal)) };
    return readFields(dialect, raw, context);
  };
};

const foreignField = (path: string, personal: ReadonlySet<string>): FieldError =>
  personal.has(path)
    ? {
        pointer: pointer(path),
        code: 'personal_field',
        message: 'is personal and must be stripped before a record is handed in',
      }
    : { pointer: pointer(path), code: 'unknown_field', message: 'is no field of the dialect' };

const knownPaths = (dialect: DialectDocument): ReadonlySet<string> =>
  new Set([
    dialect.reference,
    dialect.subject,
    dialect.updatedAt.path,
    ...('path' in dialect.validUntil ? [dialect.validUntil.path] : []),
    dialect.colour.path,
    ...(dialect.reasons ?? []).map(({ path }) => path),
    ...dialect.ignored,
  ]);

const text = (raw: Raw, path: string): string | undefined => {
  const value = getAt(raw, path);
  return typeof value === 'string' && value !== '' ? value : undefined;
};

const missing = (path: string): FieldFault => ({ path, code: 'missing', message: 'is missing' });
const badTime = (path: string, format: string): FieldFault => ({
  path,
  code: 'malformed',
  message: `is no time of the form ${format}`,
});

const readFields = (dialect: DialectDocument, raw: Raw, { codeRefOf }: DialectContext): ReadOutcome => {
  const { updatedAt, validUntil, scheme } = dialect;
  const reference = text(raw, dialect.reference);
  const subject = text(raw, dialect.subject);
  const updated = readTime(updatedAt.format, getAt(raw, updatedAt.path));
  const until =
    'path' in validUntil
      ? readTime(validUntil.format, getAt(raw, validUntil.path))
      : updated && daysAfter(updated, validUntil.days);
  const coloured = readColour(dialect.colour, raw);
  const reasons = (dialect.reasons ?? []).map((one) =>
    readConstruct(one, raw, { issuer: dialect.issuer, observedAt: updated ?? '' }),
  );
  const faults = [
    ...(reference ? [] : [missing(dialect.reference)]),
    ...(updated ? [] : [badTime(updatedAt.path, updatedAt.format)]),
    ...('path' in validUntil && !until && !('result' in coloured)
      ? [badTime(validUntil.path, validUntil.format)]
      : []),
    ...('fault' in coloured ? [coloured.fault] : []),
    ...reasons.flatMap((one) => one.faults),
  ];
  if (faults.length > 0 || !reference || !updated || 'fault' in coloured)
    return { ok: false, errors: faults.map(errorOf) };
  const codeRef = codeRefOf(reference);
  const version = Math.floor(Date.parse(updated) / 1000);
  if ('result' in coloured) return { ok: true, kind: 'result', result: coloured.result, codeRef, version };
  const open = new Set(reasons.flatMap((one) => one.open));
  const given = {
    standard: '1.0',
    codeRef,
    issuer: issuerOf(codeRef),
    scheme,
    subject,
    colour: coloured.colour,
    covers: dialect.covers.filter((kind) => !open.has(kind)),
    ...stated(
      dialect,
      coloured.colour,
      reasons.flatMap((one) => one.reasons),
    ),
    issuedAt: updated,
    validUntil: until,
    version,
  };
  return checked(given, dialect);
};

/** A colour other than green that no stated reason explains is a bare colour, whatever else was stated. */
const stated = (dialect: DialectDocument, colour: Colour, reasons: Reason[]): { reasons?: Reason[] } => {
  const isExplained = colour === 'green' || reasons.some((reason) => !isRelief(reason));
  return dialect.reasons && isExplained ? { reasons } : {};
};

const daysAfter = (instant: string, days: number): string =>
  chinaTime(new Date(Date.parse(instant) + days * DAY_MS));

/** What is still wrong is said of the dialect's own fields. */
const checked = (given: object, dialect: DialectDocument): ReadOutcome => {
  const parsed = parseRecord(given);
  if (parsed.ok) return { ok: true, kind: 'record', record: parsed.record };
  const own: Record<string, string> = {
    subject: dialect.subject,
    validUntil: 'path' in dialect.validUntil ? dialect.validUntil.path : dialect.updatedAt.path,
    colour: dialect.colour.path,
  };
  return {
    ok: false,
    errors: parsed.errors.map(({ pointer: at, code, message }) => {
      const field = own[at.split('/')[1] ?? ''];
      return { pointer: field ? pointer(field) : at, code, message };
    }),
  };
};
