import type { HealthCodeRecord, Reason } from '@huren/standard';
import { valueOf } from './constructs/writing.ts';

/** What a dialect could not carry of a record: a JSON pointer into the record, and why. */
export type Loss = { readonly pointer: string; readonly reason: string };

export const lossOf = (pointer: string, reason: string): Loss => ({ pointer, reason });

const EXACTLY = 'cannot be carried exactly';
const TIMES = new Set(['issuedAt', 'validUntil', 'observedAt', 'expiresAt']);

/** Whether two values of a field say the same: times by the instant, whatever their offset. */
const isSame = (name: string, a: unknown, b: unknown): boolean =>
  TIMES.has(name) && typeof a === 'string' && typeof b === 'string'
    ? Date.parse(a) === Date.parse(b)
    : JSON.stringify(a) === JSON.stringify(b);

const differing = (a: Reason, b: Reason): string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
    (name) => !isSame(name, valueOf(a, name), valueOf(b, name)),
  );

/** Pairs each reason with the nearest one of its kind that came back; each of these serves once. */
const pairUp = (reasons: readonly Reason[], back: readonly Reason[]): Map<number, Reason> => {
  const pairs = reasons.flatMap((reason, at) =>
    back
      .filter(({ kind }) => kind === reason.kind)
      .map((other) => ({ at, other, distance: differing(reason, other).length })),
  );
  const paired = new Map<number, Reason>();
  const used = new Set<Reason>();
  for (const { at, other } of pairs.sort((a, b) => a.distance - b.distance || a.at - b.at)) {
    if (paired.has(at) || used.has(other)) continue;
    paired.set(at, other);
    used.add(other);
  }
  return paired;
};

const reasonLosses = (reasons: readonly Reason[], back: readonly Reason[]): Loss[] => {
  const paired = pairUp(reasons, back);
  return reasons.flatMap((reason, at) => {
    const other = paired.get(at);
    return other
      ? differing(reason, other).map((name) => lossOf(`/reasons/${at}/${name}`, EXACTLY))
      : [lossOf(`/reasons/${at}`, `${reason.kind} cannot be carried`)];
  });
};

const coverLosses = ({ covers }: HealthCodeRecord, back: HealthCodeRecord): Loss[] => [
  ...covers
    .filter((kind) => !back.covers.includes(kind))
    .map((kind) => lossOf('/covers', `that ${kind} was looked into cannot be said`)),
  ...back.covers
    .filter((kind) => !covers.includes(kind))
    .map((kind) => lossOf('/covers', `that ${kind} was not looked into cannot be said`)),
];

/** What a record lost on its way, found by reading it back. */
export const lossesOf = (record: HealthCodeRecord, back: HealthCodeRecord): Loss[] => [
  ...(['scheme', 'colour', 'issuedAt', 'validUntil', 'version'] as const)
    .filter((field) => !isSame(field, record[field], back[field]))
    .map((field) => lossOf(`/${field}`, EXACTLY)),
  ...coverLosses(record, back),
  ...(record.reasons && !back.reasons ? [lossOf('/reasons', 'the colour is carried bare')] : []),
  ...(!record.reasons && back.reasons ? [lossOf('/reasons', 'that the colour is bare cannot be said')] : []),
  ...(back.reasons ? reasonLosses(record.reasons ?? [], back.reasons) : []),
];
