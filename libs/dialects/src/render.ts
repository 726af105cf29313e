import type { HealthCodeRecord, Reason } from '@huren/standard';
import { writeConstruct } from './constructs.ts';
import type { DialectDocument } from './dialect.ts';
import { setAt } from './raw.ts';
import type { Raw } from './raw.ts';
import type { ReadOutcome } from './read.ts';
import { fromObject } from './shape.ts';
import { writeTime } from './time-format.ts';

/** What a dialect could not carry of a record: a JSON pointer into the record, and why. */
export type Loss = { readonly pointer: string; readonly reason: string };

export type Rendered = { readonly raw: unknown; readonly lost: readonly Loss[] };

type Read = (given: unknown, context: { codeRefOf: () => HealthCodeRecord['codeRef'] }) => ReadOutcome;

const write = (dialect: DialectDocument, record: HealthCodeRecord): unknown => {
  const raw: Raw = {};
  setAt(raw, dialect.reference, record.codeRef.slice(7).toUpperCase());
  setAt(raw, dialect.subject, record.subject);
  setAt(raw, dialect.updatedAt.path, writeTime(dialect.updatedAt.format, record.issuedAt));
  if ('path' in dialect.validUntil)
    setAt(raw, dialect.validUntil.path, writeTime(dialect.validUntil.format, record.validUntil));
  const { path, each, codes } = dialect.colour;
  const code = Object.keys(codes).find((one) => codes[one] === record.colour) ?? '';
  setAt(raw, path, each === undefined ? code : [{ [each]: code }]);
  for (const construct of dialect.reasons ?? []) writeConstruct(construct, record.reasons ?? [], raw);
  return fromObject(dialect.shape, raw);
};

const lossOf = (pointer: string, reason: string): Loss => ({ pointer, reason });

const nearest = (reason: Reason, among: readonly Reason[]): Reason | undefined =>
  among.find(
    (other) =>
      other.kind === reason.kind && JSON.stringify(placeOf(other)) === JSON.stringify(placeOf(reason)),
  ) ?? among.find((other) => other.kind === reason.kind);

const placeOf = (reason: Reason): unknown =>
  'division' in reason ? reason.division : 'country' in reason ? reason.country : null;

const reasonLosses = (reason: Reason, at: number, back: readonly Reason[] | undefined): Loss[] => {
  const kept = nearest(reason, back ?? []);
  if (!kept) return [lossOf(`/reasons/${at}`, `${reason.kind} cannot be carried`)];
  return Object.entries(reason)
    .filter(
      ([name, value]) =>
        JSON.stringify((kept as unknown as Record<string, unknown>)[name]) !== JSON.stringify(value),
    )
    .map(([name]) => lossOf(`/reasons/${at}/${name}`, 'cannot be carried exactly'));
};

/** What a record lost on its way, found by reading it back. */
const losses = (record: HealthCodeRecord, back: HealthCodeRecord): Loss[] => [
  ...(['scheme', 'colour', 'issuedAt', 'validUntil', 'version'] as const)
    .filter((field) => record[field] !== back[field])
    .map((field) => lossOf(`/${field}`, 'cannot be carried exactly')),
  ...record.covers
    .filter((kind) => !back.covers.includes(kind))
    .map((kind) => lossOf('/covers', `that ${kind} was looked into cannot be said`)),
  ...(record.reasons && !back.reasons ? [lossOf('/reasons', 'the dialect carries a bare colour')] : []),
  ...(back.reasons
    ? (record.reasons ?? []).flatMap((reason, at) => reasonLosses(reason, at, back.reasons))
    : []),
];

/** Renders a record in a dialect, and tells exactly what the dialect could not carry of it. */
export const renderer =
  (dialect: DialectDocument, read: Read) =>
  (record: HealthCodeRecord): Rendered => {
    const own = Object.values(dialect.colour.codes).includes(record.colour);
    if (!own)
      return { raw: null, lost: [lossOf('/colour', `${record.colour} is no colour of this dialect`)] };
    const raw = write(dialect, record);
    const back = read(raw, { codeRefOf: () => record.codeRef });
    if (!back.ok || back.kind !== 'record')
      return { raw: null, lost: [lossOf('', 'the record cannot be carried at all')] };
    return { raw, lost: losses(record, back.record) };
  };
