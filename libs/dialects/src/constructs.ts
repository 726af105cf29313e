import type { IssuerCode, Reason, ReasonKind, Symptom } from '@huren/standard';
import { reason as reasonSchema } from '@huren/standard';
import type { Construct } from './dialect.ts';
import { getAt, isObject, setAt } from './raw.ts';
import type { Raw } from './raw.ts';
import type { ReasonTemplate } from './reason-template.ts';
import { readTime, writeTime } from './time-format.ts';

export type FieldFault = { readonly path: string; readonly code: string; readonly message: string };

/** What a construct reads: reasons, kinds that it leaves open, or what is wrong. */
export type ReadReasons = {
  readonly reasons: Reason[];
  readonly open: ReasonKind[];
  readonly faults: FieldFault[];
};

export type ReadContext = { readonly issuer: IssuerCode; readonly observedAt: string };

const ABNORMAL_TENTHS = 373;

const none: ReadReasons = { reasons: [], open: [], faults: [] };
const faultAt = (path: string, code: string, message: string): ReadReasons => ({
  ...none,
  faults: [{ path, code, message }],
});
const kindsOf = (templates: readonly (ReasonTemplate | null)[]): ReasonKind[] =>
  templates.flatMap((one) => (one ? [one.kind] : []));

const complete = (template: ReasonTemplate, { issuer, observedAt }: ReadContext): Reason =>
  reasonSchema.parse({ issuer, evidence: 'unstated', observedAt, ...template });

const isMatch = (reason: Reason, template: ReasonTemplate): boolean =>
  Object.entries(template).every(
    ([name, value]) =>
      JSON.stringify((reason as unknown as Record<string, unknown>)[name]) === JSON.stringify(value),
  );

type Of<A extends Construct['as']> = Extract<Construct, { as: A }>;

const readFlag = ({ path, codes }: Of<'flag'>, raw: Raw, context: ReadContext): ReadReasons => {
  const value = getAt(raw, path);
  const templates = Object.values(codes) as (ReasonTemplate | null)[];
  if (value === undefined || value === '') return { ...none, open: kindsOf(templates) };
  if (!Object.hasOwn(codes, String(value)))
    return faultAt(path, 'unknown_code', `is none of ${Object.keys(codes).join(', ')}`);
  const template = codes[String(value)] as ReasonTemplate | null;
  return template ? { ...none, reasons: [complete(template, context)] } : none;
};

const readBits = ({ path, bits }: Of<'bits'>, raw: Raw, context: ReadContext): ReadReasons => {
  const value = Number(getAt(raw, path));
  if (!Number.isInteger(value) || value < 0 || value >= 2 ** bits.length) {
    return faultAt(path, 'unknown_code', `is no integer of ${bits.length} bits`);
  }
  const set = bits.filter((_, at) => (value & (1 << at)) !== 0) as ReasonTemplate[];
  return { ...none, reasons: set.map((template) => complete(template, context)) };
};

const readSymptoms = (
  { path, separator, none: noCode, codes }: Of<'symptoms'>,
  raw: Raw,
  context: ReadContext,
): ReadReasons => {
  const value = getAt(raw, path);
  if (value === undefined || value === '') return { ...none, open: ['symptom'] };
  const given = String(value).split(separator);
  const unknown = given.find((code) => code !== noCode && !Object.hasOwn(codes, code));
  if (unknown !== undefined)
    return faultAt(path, 'unknown_code', `${[noCode, ...Object.keys(codes)].join(', ')} are its codes`);
  const symptoms = [
    ...new Set(given.filter((code) => code !== noCode).map((code) => codes[code] as Symptom)),
  ];
  return symptoms.length > 0
    ? { ...none, reasons: [complete({ kind: 'symptom', symptoms }, context)] }
    : none;
};

const readTemperature = ({ path }: Of<'temperature'>, raw: Raw, context: ReadContext): ReadReasons => {
  const value = getAt(raw, path);
  if (value === undefined || value === '') return { ...none, open: ['temperature'] };
  if (!/^\d{2}(\.\d)?$/.test(String(value)))
    return faultAt(path, 'malformed', 'is no temperature such as 36.5');
  const tenths = Math.round(Number(value) * 10);
  if (tenths < 300 || tenths > 450) return faultAt(path, 'out_of_range', 'is no body temperature');
  return tenths >= ABNORMAL_TENTHS
    ? { ...none, reasons: [complete({ kind: 'temperature', tenths }, context)] }
    : none;
};

const readFact = (
  { path, kindField, kinds, timeField, fields }: Of<'facts'>,
  item: unknown,
  at: number,
  context: ReadContext,
): ReadReasons => {
  const under = `${path}.${at}`;
  if (!isObject(item)) return faultAt(under, 'malformed', 'is no object');
  const extra = Object.keys(item).find(
    (name) => name !== kindField && name !== timeField && !Object.hasOwn(fields, name),
  );
  if (extra !== undefined) return faultAt(`${under}.${extra}`, 'unknown_field', 'is no field of the dialect');
  const kind = kinds[String(item[kindField])];
  if (!kind)
    return faultAt(`${under}.${kindField}`, 'unknown_code', `is none of ${Object.keys(kinds).join(', ')}`);
  const observedAt = readTime('datetime', item[timeField]);
  if (!observedAt)
    return faultAt(`${under}.${timeField}`, 'malformed', 'is no time of the form 2020-03-16 09:00:00');
  const given = Object.entries(fields).flatMap(([name, to]) =>
    item[name] === undefined ? [] : [[to, item[name]] as const],
  );
  const parsed = reasonSchema.safeParse({
    kind,
    issuer: context.issuer,
    evidence: 'unstated',
    observedAt,
    ...Object.fromEntries(given),
  });
  return parsed.success
    ? { ...none, reasons: [parsed.data] }
    : faultAt(under, 'invalid', `does not have what ${kind} needs`);
};

const readFacts = (construct: Of<'facts'>, raw: Raw, context: ReadContext): ReadReasons => {
  const items = getAt(raw, construct.path);
  if (items === undefined) return { ...none, open: Object.values(construct.kinds) };
  if (!Array.isArray(items)) return faultAt(construct.path, 'malformed', 'is no array');
  const read = items.map((item: unknown, at) => readFact(construct, item, at, context));
  return {
    ...none,
    reasons: read.flatMap(({ reasons }) => reasons),
    faults: read.flatMap(({ faults }) => faults),
  };
};

/** Reads one construct of a record. */
export const readConstruct = (construct: Construct, raw: Raw, context: ReadContext): ReadReasons => {
  switch (construct.as) {
    case 'flag':
      return readFlag(construct, raw, context);
    case 'bits':
      return readBits(construct, raw, context);
    case 'symptoms':
      return readSymptoms(construct, raw, context);
    case 'temperature':
      return readTemperature(construct, raw, context);
    case 'facts':
      return readFacts(construct, raw, context);
  }
};

const invert = (codes: Record<string, unknown>, value: unknown): string | undefined =>
  Object.keys(codes).find((code) => JSON.stringify(codes[code]) === JSON.stringify(value));

const factOf = ({ kindField, kinds, timeField, fields }: Of<'facts'>, reason: Reason): Raw | undefined => {
  const code = invert(kinds, reason.kind);
  if (code === undefined) return undefined;
  const values = Object.entries(fields).flatMap(([name, to]) => {
    const value = (reason as unknown as Record<string, unknown>)[to];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    [kindField]: code,
    [timeField]: writeTime('datetime', reason.observedAt),
    ...Object.fromEntries(values),
  };
};

/** Writes what a construct can carry of some reasons. */
export const writeConstruct = (construct: Construct, reasons: readonly Reason[], raw: Raw): void => {
  switch (construct.as) {
    case 'flag': {
      const entry = Object.entries(construct.codes).find(
        ([, one]) => one && reasons.some((reason) => isMatch(reason, one as ReasonTemplate)),
      );
      setAt(raw, construct.path, entry?.[0] ?? invert(construct.codes, null) ?? '');
      return;
    }
    case 'bits': {
      const set = construct.bits.map((one, at) =>
        reasons.some((reason) => isMatch(reason, one as ReasonTemplate)) ? 1 << at : 0,
      );
      setAt(
        raw,
        construct.path,
        set.reduce((sum, bit) => sum + bit, 0),
      );
      return;
    }
    case 'symptoms': {
      const symptoms = reasons.flatMap((reason) => (reason.kind === 'symptom' ? reason.symptoms : []));
      const codes = symptoms.flatMap((symptom) => invert(construct.codes, symptom) ?? []);
      setAt(
        raw,
        construct.path,
        codes.length > 0 ? [...new Set(codes)].join(construct.separator) : construct.none,
      );
      return;
    }
    case 'temperature': {
      const tenths = reasons.map((reason) => (reason.kind === 'temperature' ? reason.tenths : 365));
      setAt(raw, construct.path, (Math.max(365, ...tenths) / 10).toFixed(1));
      return;
    }
    case 'facts':
      setAt(
        raw,
        construct.path,
        reasons.flatMap((reason) => factOf(construct, reason) ?? []),
      );
  }
};
