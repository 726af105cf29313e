import { fieldErrors, isDivision, reason as reasonSchema } from '@huren/standard';
import type { FieldError, Reason, ReasonKind } from '@huren/standard';
import { kindsOf } from '../construct.ts';
import type { ConstructOf } from '../construct.ts';
import { faultAt, missingAt } from '../field-path.ts';
import { getAt, isObject, setAt, textAt, textOf } from '../raw.ts';
import type { Raw } from '../raw.ts';
import { readTime, writeTime } from '../time-format.ts';
import { faulty, noneOf, nothing, openFor } from './reading.ts';
import type { ReadContext, Reading } from './reading.ts';
import { codeOf, valueOf } from './writing.ts';
import type { Looked } from './writing.ts';

type Facts = ConstructOf<'facts'>;
type Field = Facts['fields'][string];

const targetOf = (field: Field): string => (typeof field === 'string' ? field : field.to);
const codesOf = (field: Field): Readonly<Record<string, string>> | undefined =>
  typeof field === 'string' ? undefined : field.codes;

const foreignIn = ({ path, kind, time, fields }: Facts, item: Raw, at: number): FieldError[] => {
  const own = new Set([
    time.field,
    ...Object.keys(fields),
    ...(typeof kind === 'string' ? [] : [kind.field]),
  ]);
  return Object.keys(item)
    .filter((name) => !own.has(name))
    .map((name) => faultAt(path, 'unknown_field', 'is no field of the dialect', [at, name]));
};

const kindOf = ({ path, kind }: Facts, item: Raw, at: number): ReasonKind | FieldError => {
  if (typeof kind === 'string') return kind;
  const code = textAt(item, kind.field);
  if (code === undefined) return missingAt(path, [at, kind.field]);
  return Object.hasOwn(kind.codes, code)
    ? (kind.codes[code] as ReasonKind)
    : faultAt(path, 'unknown_code', noneOf(Object.keys(kind.codes)), [at, kind.field]);
};

const timeOf = ({ path, time }: Facts, item: Raw, at: number): string | FieldError => {
  const text = textAt(item, time.field);
  if (text === undefined) return missingAt(path, [at, time.field]);
  const form = `is no time of the form ${time.format}`;
  return readTime(time.format, text) ?? faultAt(path, 'malformed', form, [at, time.field]);
};

type Value = readonly [target: string, value: unknown] | FieldError;

const valueIn = (path: string, name: string, field: Field, item: Raw, at: number): Value[] => {
  const codes = codesOf(field);
  const given = item[name];
  if (given === undefined || given === null || given === '') return [];
  if (!codes) return [[targetOf(field), given]];
  const code = textOf(given);
  return Object.hasOwn(codes, code)
    ? [[targetOf(field), codes[code]]]
    : [faultAt(path, 'unknown_code', noneOf(Object.keys(codes)), [at, name])];
};

const isFault = (value: unknown): value is FieldError => isObject(value) && 'pointer' in value;

const checked = ({ path, fields }: Facts, given: object, at: number): Reading => {
  const ownName = (target: string): string =>
    Object.keys(fields).find((name) => targetOf(fields[name] as Field) === target) ?? target;
  const parsed = reasonSchema.safeParse(given, { reportInput: true });
  if (!parsed.success) {
    const errors = fieldErrors(parsed.error.issues).map(({ pointer, code, message }) => {
      const [target = '', ...below] = pointer.split('/').slice(1);
      return faultAt(path, code, message, [at, ownName(target), ...below]);
    });
    return faulty(...errors);
  }
  const { data: reason } = parsed;
  const division = 'division' in reason ? reason.division : undefined;
  return division === undefined || isDivision(division, new Date(reason.observedAt))
    ? { ...nothing, reasons: [reason] }
    : faulty(
        faultAt(path, 'unknown_division', 'is no division of GB/T 2260 at that time', [
          at,
          ownName('division'),
        ]),
      );
};

const readFact = (facts: Facts, item: unknown, at: number, { issuer }: ReadContext): Reading => {
  if (!isObject(item)) return faulty(faultAt(facts.path, 'wrong_type', 'is no object', [at]));
  const kind = kindOf(facts, item, at);
  const observedAt = timeOf(facts, item, at);
  const values = Object.entries(facts.fields).flatMap(([name, field]) =>
    valueIn(facts.path, name, field, item, at),
  );
  const faults = [...foreignIn(facts, item, at), ...[kind, observedAt, ...values].filter(isFault)];
  if (faults.length > 0) return faulty(...faults);
  const stated = Object.fromEntries(values as (readonly [string, unknown])[]);
  return checked(facts, { kind, issuer, evidence: 'unstated', observedAt, ...stated }, at);
};

export const readFacts = (facts: Facts, raw: Raw, context: ReadContext): Reading => {
  const items = getAt(raw, facts.path) as readonly unknown[] | null | undefined;
  if (!items) return facts.optional ? nothing : openFor(kindsOf(facts));
  const read = items.map((item, at) => readFact(facts, item, at, context));
  return {
    ...nothing,
    reasons: read.flatMap(({ reasons }) => reasons),
    faults: read.flatMap(({ faults }) => faults),
  };
};

const factOf = ({ kind, time, fields }: Facts, reason: Reason): Raw => {
  const values = Object.entries(fields).flatMap(([name, field]) => {
    const codes = codesOf(field);
    const value = valueOf(reason, targetOf(field));
    const written = codes && value !== undefined ? codeOf(codes, value) : value;
    return written === undefined ? [] : [[name, written] as const];
  });
  return {
    ...(typeof kind === 'string' ? {} : { [kind.field]: codeOf(kind.codes, reason.kind) }),
    [time.field]: writeTime(time.format, reason.observedAt),
    ...Object.fromEntries(values),
  };
};

/** The reasons whose kind it says with all that the kind needs. */
export const takeByFacts = (facts: Facts, reasons: readonly Reason[]): Reason[] =>
  reasons
    .filter(({ kind }) => kindsOf(facts).includes(kind))
    .filter((reason) => readFact(facts, factOf(facts, reason), 0, reason).faults.length === 0);

export const putFacts = (facts: Facts, taken: readonly Reason[], looked: Looked, raw: Raw): void => {
  if (taken.length === 0 && !looked(kindsOf(facts))) return;
  setAt(
    raw,
    facts.path,
    taken.map((reason) => factOf(facts, reason)),
  );
};
