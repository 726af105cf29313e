import { RISK_LEVELS, isDivision } from '@huren/standard';
import type { Reason } from '@huren/standard';
import type { ConstructOf } from '../construct.ts';
import { faultAt, missingAt } from '../field-path.ts';
import { setAt, textAt } from '../raw.ts';
import type { Raw } from '../raw.ts';
import { faulty, noneOf, nothing, stating } from './reading.ts';
import type { ReadContext, Reading } from './reading.ts';
import { codeOf } from './writing.ts';

type Area = ConstructOf<'area'>;
type Stay = Extract<Reason, { kind: 'exposure.area' }>;

/** Where the holder is, which is no answer to where he was: left empty, it leaves no kind open. */
export const readArea = (area: Area, raw: Raw, context: ReadContext): Reading => {
  const division = textAt(raw, area.division);
  const level = textAt(raw, area.level);
  if (division === undefined && level === undefined) return nothing;
  if (division === undefined) return faulty(missingAt(area.division));
  if (level === undefined) return faulty(missingAt(area.level));
  if (!Object.hasOwn(area.codes, level))
    return faulty(faultAt(area.level, 'unknown_code', noneOf(Object.keys(area.codes))));
  return isDivision(division, new Date(context.observedAt))
    ? stating([{ kind: 'exposure.area', division, level: area.codes[level] }], context)
    : faulty(faultAt(area.division, 'unknown_division', 'is no division of GB/T 2260 at that time'));
};

const rankOf = (stay: Stay): number => RISK_LEVELS.indexOf(stay.level);

/** The stay at the highest level that has a code. */
export const takeByArea = ({ codes }: Area, reasons: readonly Reason[]): Reason[] =>
  reasons
    .filter((reason): reason is Stay => reason.kind === 'exposure.area')
    .filter(({ level }) => codeOf(codes, level) !== undefined)
    .sort((a, b) => rankOf(b) - rankOf(a))
    .slice(0, 1);

export const putArea = (area: Area, taken: readonly Reason[], raw: Raw): void => {
  const [stay] = taken as readonly Stay[];
  setAt(raw, area.division, stay?.division ?? '');
  setAt(raw, area.level, stay ? codeOf(area.codes, stay.level) : '');
};
