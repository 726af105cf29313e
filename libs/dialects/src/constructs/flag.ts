import type { Reason } from '@huren/standard';
import { kindsOf } from '../construct.ts';
import type { ConstructOf, ReasonTemplate } from '../construct.ts';
import { faultAt, missingAt } from '../field-path.ts';
import { setAt, textAt } from '../raw.ts';
import type { Raw } from '../raw.ts';
import { readTime, writeTime } from '../time-format.ts';
import type { TimeField } from '../time-format.ts';
import { faulty, noneOf, nothing, openFor, stating } from './reading.ts';
import type { ReadContext, Reading } from './reading.ts';
import { codeOf, isMatch, takenBy } from './writing.ts';
import type { Looked } from './writing.ts';

type Flag = ConstructOf<'flag'>;

const templateOf = ({ codes }: Flag, code: string): ReasonTemplate | null =>
  codes[code] as ReasonTemplate | null;

const statedAt = (
  { path, format }: TimeField,
  template: ReasonTemplate,
  raw: Raw,
  context: ReadContext,
): Reading => {
  const text = textAt(raw, path);
  if (text === undefined) return faulty(missingAt(path));
  const observedAt = readTime(format, text);
  return observedAt
    ? stating([template], { ...context, observedAt })
    : faulty(faultAt(path, 'malformed', `is no time of the form ${format}`));
};

export const readFlag = (flag: Flag, raw: Raw, context: ReadContext): Reading => {
  const code = textAt(raw, flag.path);
  if (code === undefined || flag.unsure.includes(code)) return openFor(kindsOf(flag));
  if (!Object.hasOwn(flag.codes, code))
    return faulty(faultAt(flag.path, 'unknown_code', noneOf([...Object.keys(flag.codes), ...flag.unsure])));
  const template = templateOf(flag, code);
  if (!template) return nothing;
  return flag.time ? statedAt(flag.time, template, raw, context) : stating([template], context);
};

/** A flag says one reason: of several the one whose code stands first. */
export const takeByFlag = (flag: Flag, reasons: readonly Reason[]): Reason[] =>
  takenBy(
    Object.keys(flag.codes).flatMap((code) => templateOf(flag, code) ?? []),
    reasons,
  ).slice(0, 1);

export const putFlag = (flag: Flag, [taken]: readonly Reason[], looked: Looked, raw: Raw): void => {
  const stated =
    taken &&
    Object.keys(flag.codes).find((code) => {
      const template = templateOf(flag, code);
      return template !== null && isMatch(taken, template);
    });
  const none = looked(kindsOf(flag)) ? codeOf(flag.codes, null) : undefined;
  setAt(raw, flag.path, stated ?? none ?? flag.unsure[0] ?? '');
  if (taken && flag.time) setAt(raw, flag.time.path, writeTime(flag.time.format, taken.observedAt));
};
