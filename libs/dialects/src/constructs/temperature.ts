import type { Reason } from '@huren/standard';
import type { ConstructOf } from '../construct.ts';
import { faultAt } from '../field-path.ts';
import { setAt, textAt } from '../raw.ts';
import type { Raw } from '../raw.ts';
import { faulty, nothing, openFor, stating } from './reading.ts';
import type { ReadContext, Reading } from './reading.ts';
import type { Looked } from './writing.ts';

type Temperature = ConstructOf<'temperature'>;

const ABNORMAL_TENTHS = 373;
const NORMAL_TENTHS = 365;

export const readTemperature = ({ path }: Temperature, raw: Raw, context: ReadContext): Reading => {
  const text = textAt(raw, path);
  if (text === undefined) return openFor(['temperature']);
  if (!/^\d{2}(\.\d)?$/.test(text))
    return faulty(faultAt(path, 'malformed', 'is no temperature such as 36.5'));
  const tenths = Math.round(Number(text) * 10);
  if (tenths < 300 || tenths > 450) return faulty(faultAt(path, 'out_of_range', 'is no body temperature'));
  return tenths >= ABNORMAL_TENTHS ? stating([{ kind: 'temperature', tenths }], context) : nothing;
};

const tenthsOf = (reason: Reason): number => (reason.kind === 'temperature' ? reason.tenths : 0);

/** The highest one. */
export const takeByTemperature = (reasons: readonly Reason[]): Reason[] =>
  reasons
    .filter((reason) => tenthsOf(reason) >= ABNORMAL_TENTHS)
    .sort((a, b) => tenthsOf(b) - tenthsOf(a))
    .slice(0, 1);

export const putTemperature = (
  { path }: Temperature,
  [taken]: readonly Reason[],
  looked: Looked,
  raw: Raw,
): void => {
  const tenths = taken ? tenthsOf(taken) : NORMAL_TENTHS;
  setAt(raw, path, taken || looked(['temperature']) ? (tenths / 10).toFixed(1) : '');
};
