import type { Background } from '@huren/agreements';
import type { AgreementEvent, RegionEvent, RuleSetEvent } from '@huren/events';
import { meaningsOf } from '@huren/dialects';
import { agreementIndex, riskLevels, ruleSetIndex } from '@huren/recognition';
import type { Knowledge } from '@huren/recognition';
import { ancestry } from '@huren/standard';
import type { DivisionCode } from '@huren/standard';
import type { Entry } from '../register/entry.ts';
import { heldAt, instantsOf, levelAt } from '@huren/agreements';

/** What the register tells, as far as simulations ask. */
export type Told = {
  readonly agreements: readonly Entry<AgreementEvent>[];
  readonly ruleSets: readonly Entry<RuleSetEvent>[];
  readonly levels: readonly Entry<RegionEvent>[];
};

/** An index of what the register told until an instant: from one telling to the next it is the same. */
const remembered = <T, I>(
  entries: readonly Entry<T>[],
  indexOf: (held: Entry<T>[]) => I,
): ((at: Date) => I) => {
  const instants = instantsOf(entries);
  const known = new Map<number, I>();
  return (at) => {
    const told = instants.findLastIndex((instant) => instant <= at.getTime());
    const index = known.get(told) ?? indexOf(heldAt(entries, at));
    known.set(told, index);
    return index;
  };
};

/** What was known at any instant, by the register. */
export const backgroundFrom = ({ agreements, ruleSets, levels }: Told): Background => {
  const regions = new Map(heldAt(levels).map(({ data }) => [data.division, data]));
  return {
    agreementsAt: remembered(agreements, (held) => agreementIndex(held.map(({ data }) => data.agreement))),
    ruleSetsAt: remembered(ruleSets, (held) =>
      ruleSetIndex(held.filter(({ data }) => data.state === 'in_force').map(({ data }) => data.ruleSet)),
    ),
    levelAt: (division, at) =>
      ancestry(division)
        .flatMap((code: DivisionCode) => regions.get(code) ?? [])
        .map((region) => levelAt(region, at))
        .find((level) => level !== undefined),
  };
};

/** What was known at an instant, to decide by. */
export const knowledgeAt = (told: Told, at: Date): Knowledge => {
  const background = backgroundFrom(told);
  const levels = heldAt(told.levels).flatMap(({ data }) => {
    const level = levelAt(data, at);
    return level ? [{ division: data.division, level }] : [];
  });
  return {
    agreements: background.agreementsAt(at),
    ruleSets: background.ruleSetsAt(at),
    levels: riskLevels(levels, null),
    riskAgeSeconds: 0,
    pathOf: () => 2,
    meanings: meaningsOf,
  };
};
