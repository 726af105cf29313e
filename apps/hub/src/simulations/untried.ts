import { heldAt, instantsOf, levelAt } from '@huren/agreements';
import type { Draft } from '@huren/agreements';
import type { RegionEvent } from '@huren/events';
import type { DivisionCode } from '@huren/standard';
import type { Entry } from '../register/entry.ts';
import type { SimulationAsked, SimulationLimit } from './simulation.ts';

type Entries = readonly Entry<RegionEvent>[];

const TEXT: SimulationLimit['text'] = {
  'zh-CN':
    '所列区县在所选时段内曾为低风险。低风险期间，签发方不在健康码记录中载明当地旅居史：调高其等级将影响的人因此未能计入。',
  en: 'These counties were of low risk in the window, or in a part of it. Issuers state no stay in a county while its risk is low, so those whom a higher level would touch are not counted.',
};

const periodsOf = ({ data: { history, since } }: Entry<RegionEvent>): number[] =>
  [...history.map((period) => period.since), since].map((instant) => Date.parse(instant));

/** Whether a county was, to whoever was told of levels, of low risk at any time in a window; without a level it is. */
const wasLow = (division: DivisionCode, told: Entries, { from, to }: SimulationAsked['window']): boolean => {
  const [begin, end] = [Date.parse(from), Date.parse(to)];
  const within = [...instantsOf(told), ...told.flatMap(periodsOf)].filter((at) => at > begin && at < end);
  return [begin, ...within].some((instant) => {
    const at = new Date(instant);
    const region = heldAt(told, at).find(({ data }) => data.division === division);
    return ((region && levelAt(region.data, at)) ?? 'low') === 'low';
  });
};

/**
 * What recorded decisions cannot show of levels: who was in a county that the draft raises from low risk. Pure.
 * @param told every revision of the levels of the register
 */
export const untried = (
  levels: Draft['levels'],
  told: Entries,
  window: SimulationAsked['window'],
): SimulationLimit[] => {
  // By the first of all it is known when the register began.
  const [first] = told.toSorted((a, b) => Date.parse(a.recordedAt) - Date.parse(b.recordedAt));
  const own = Map.groupBy(told, ({ data }) => data.division);
  const divisions = (levels ?? []).flatMap(({ division, level }) => {
    const known = [...(first ? [first] : []), ...(own.get(division) ?? [])];
    return level !== 'low' && wasLow(division, known, window) ? [division] : [];
  });
  return divisions.length === 0
    ? []
    : [{ code: 'stays_not_stated', divisions: divisions.toSorted(), text: TEXT }];
};
