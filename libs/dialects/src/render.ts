import type { HealthCodeRecord, Reason } from '@huren/standard';
import { putReasons, takeReasons } from './constructs/constructs.ts';
import type { Construct } from './construct.ts';
import type { DialectDocument } from './dialect.ts';
import { lossOf, lossesOf } from './losses.ts';
import type { Loss } from './losses.ts';
import { setAt } from './raw.ts';
import type { Raw } from './raw.ts';
import type { ReadOutcome } from './read.ts';
import { fromObject } from './shapes/wire.ts';
import { writeTime } from './time-format.ts';

/** A record in a dialect, null where it cannot be written at all, and what was lost of it. */
export type Rendered = { readonly raw: unknown; readonly lost: readonly Loss[] };

type Read = (given: unknown, context: { codeRefOf: () => HealthCodeRecord['codeRef'] }) => ReadOutcome;

/** Each reason goes to the first construct that can say it. */
const share = (constructs: readonly Construct[], reasons: readonly Reason[]) => {
  let left = reasons;
  const shared = constructs.map((construct) => {
    const taken = takeReasons(construct, left);
    left = left.filter((reason) => !taken.includes(reason));
    return { construct, taken };
  });
  return { shared, left };
};

/** "Nothing found" is written of a kind only where it was looked into and no reason of it goes unsaid. */
const writeReasons = (constructs: readonly Construct[], record: HealthCodeRecord, raw: Raw): void => {
  const { shared, left } = share(constructs, record.reasons ?? []);
  const unsaid = new Set(left.map(({ kind }) => kind));
  const looked = (kinds: readonly Reason['kind'][]) =>
    kinds.every((kind) => record.covers.includes(kind) && !unsaid.has(kind));
  for (const { construct, taken } of shared) putReasons(construct, taken, looked, raw);
};

const write = (dialect: DialectDocument, code: string, record: HealthCodeRecord): unknown => {
  const { shape, reference, subject, updatedAt, validUntil, colour, reasons = [] } = dialect;
  const raw: Raw = {};
  setAt(raw, reference, record.codeRef.slice(7).toUpperCase());
  setAt(raw, subject, record.subject);
  setAt(raw, updatedAt.path, writeTime(updatedAt.format, record.issuedAt));
  if ('path' in validUntil) setAt(raw, validUntil.path, writeTime(validUntil.format, record.validUntil));
  setAt(raw, colour.path, colour.each === undefined ? code : [{ [colour.each]: code }]);
  if (colour.also !== undefined) setAt(raw, colour.also, code);
  writeReasons(reasons, record, raw);
  return fromObject(shape, raw);
};

const nothing = (pointer: string, reason: string): Rendered => ({
  raw: null,
  lost: [lossOf(pointer, reason)],
});

/** Renders a record in a dialect, and tells exactly what the dialect could not carry of it. */
export const renderer =
  (dialect: DialectDocument, read: Read) =>
  (record: HealthCodeRecord): Rendered => {
    const { codes } = dialect.colour;
    const code = Object.keys(codes).find((one) => codes[one] === record.colour);
    if (code === undefined) return nothing('/colour', `${record.colour} is no colour of this dialect`);
    const raw = write(dialect, code, record);
    const back = read(raw, { codeRefOf: () => record.codeRef });
    return back.ok && back.kind === 'record'
      ? { raw, lost: lossesOf(record, back.record) }
      : nothing('', 'the record cannot be carried at all');
  };
