import type { Background } from '@huren/agreements';
import type { AgreementEvent, RegionEvent, RuleSetEvent } from '@huren/events';
import { meaningsOf } from '@huren/dialects';
import { agreementIndex, riskLevels, ruleSetIndex } from '@huren/recognition';
import type { ClauseIndex, Knowledge } from '@huren/recognition';
import { ancestry } from '@huren/standard';
import type { DivisionCode, RiskLevel } from '@huren/standard';
import type { Entry } from '../register/entry.ts';
import { heldAt, instantsOf } from '@huren/agreements';

/** What the register tells, as far as simulations ask. */
export type Told = {
  readonly agreements: readonly Entry<AgreementEvent>[];
  readonly ruleSets: readonly Entry<RuleSetEvent>[];
  readonly levels: readonly Entry<RegionEvent>[];
};

const levelIn = ({ history, ...present }: RegionEvent, at: Date): RiskLevel | undefined =>
  [...history, present].findLast(({ since }) => Date.parse(since) <= at.getTime())?.level;

/** What was known at any instant, by the register. */
export const backgroundFrom = ({ agreements, levels }: Told): Background => {
  const instants = instantsOf(agreements);
  const known = new Map<number, ClauseIndex>();
  const regions = new Map(heldAt(levels).map(({ data }) => [data.division, data]));
  return {
    agreementsAt: (at) => {
      const told = instants.findLastIndex((instant) => instant <= at.getTime());
      const index =
        known.get(told) ?? agreementIndex(heldAt(agreements, at).map(({ data }) => data.agreement));
      known.set(told, index);
      return index;
    },
    levelAt: (division, at) =>
      ancestry(division)
        .flatMap((code: DivisionCode) => regions.get(code) ?? [])
        .map((region) => levelIn(region, at))
        .find((level) => level !== undefined),
  };
};

/** What was known at an instant, to decide by. */
export const knowledgeAt = (told: Told, at: Date): Knowledge => {
  const background = backgroundFrom(told);
  const levels = heldAt(told.levels).flatMap(({ data }) => {
    const level = levelIn(data, at);
    return level ? [{ division: data.division, level }] : [];
  });
  const ruleSets = heldAt(told.ruleSets, at).filter(({ data }) => data.state === 'in_force');
  return {
    agreements: background.agreementsAt(at),
    ruleSets: ruleSetIndex(ruleSets.map(({ data }) => data.ruleSet)),
    levels: riskLevels(levels, null),
    riskAgeSeconds: 0,
    pathOf: () => 2,
    meanings: meaningsOf,
  };
};
