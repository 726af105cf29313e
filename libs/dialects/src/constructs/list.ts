import type { Reason } from '@huren/standard';
import { kindsOf } from '../construct.ts';
import type { ConstructOf, ReasonTemplate } from '../construct.ts';
import { faultAt } from '../field-path.ts';
import { setAt, textAt } from '../raw.ts';
import type { Raw } from '../raw.ts';
import { faulty, noneOf, nothing, openFor, stating } from './reading.ts';
import type { ReadContext, Reading } from './reading.ts';
import { isMatch, takenBy } from './writing.ts';
import type { Looked } from './writing.ts';

type List = ConstructOf<'list'>;

const templatesOf = ({ codes }: List): [string, ReasonTemplate][] => Object.entries(codes) as never;

export const readList = (list: List, raw: Raw, context: ReadContext): Reading => {
  const text = textAt(raw, list.path);
  if (text === undefined) return openFor(kindsOf(list));
  if (text === list.none) return nothing;
  const given = [...new Set(text.split(list.separator))];
  const codes = new Map(templatesOf(list));
  return given.every((code) => codes.has(code))
    ? stating(
        given.map((code) => codes.get(code) as ReasonTemplate),
        context,
      )
    : faulty(faultAt(list.path, 'unknown_code', noneOf([list.none, ...codes.keys()])));
};

export const takeByList = (list: List, reasons: readonly Reason[]): Reason[] =>
  takenBy(
    templatesOf(list).map(([, template]) => template),
    reasons,
  );

export const putList = (list: List, taken: readonly Reason[], looked: Looked, raw: Raw): void => {
  const codes = templatesOf(list)
    .filter(([, template]) => taken.some((reason) => isMatch(reason, template)))
    .map(([code]) => code);
  const none = looked(kindsOf(list)) ? list.none : '';
  setAt(raw, list.path, codes.length > 0 ? codes.join(list.separator) : none);
};
