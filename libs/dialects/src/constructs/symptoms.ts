import type { Reason, Symptom } from '@huren/standard';
import type { ConstructOf } from '../construct.ts';
import { faultAt } from '../field-path.ts';
import { setAt, textAt } from '../raw.ts';
import type { Raw } from '../raw.ts';
import { faulty, noneOf, nothing, openFor, stating } from './reading.ts';
import type { ReadContext, Reading } from './reading.ts';
import { codeOf } from './writing.ts';
import type { Looked } from './writing.ts';

type Symptoms = ConstructOf<'symptoms'>;

export const readSymptoms = (
  { path, separator, none, codes }: Symptoms,
  raw: Raw,
  context: ReadContext,
): Reading => {
  const text = textAt(raw, path);
  if (text === undefined) return openFor(['symptom']);
  if (text === none) return nothing;
  const given = text.split(separator);
  if (!given.every((code) => Object.hasOwn(codes, code)))
    return faulty(faultAt(path, 'unknown_code', noneOf([none, ...Object.keys(codes)])));
  const symptoms = [...new Set(given.map((code) => codes[code]))];
  return stating([{ kind: 'symptom', symptoms }], context);
};

const symptomsOf = (reason: Reason): readonly Symptom[] => (reason.kind === 'symptom' ? reason.symptoms : []);

export const takeBySymptoms = ({ codes }: Symptoms, reasons: readonly Reason[]): Reason[] =>
  reasons.filter((reason) => symptomsOf(reason).some((one) => codeOf(codes, one) !== undefined));

export const putSymptoms = (
  { path, separator, none, codes }: Symptoms,
  taken: readonly Reason[],
  looked: Looked,
  raw: Raw,
): void => {
  const given = new Set(taken.flatMap(symptomsOf).flatMap((symptom) => codeOf(codes, symptom) ?? []));
  setAt(raw, path, given.size > 0 ? [...given].join(separator) : looked(['symptom']) ? none : '');
};
