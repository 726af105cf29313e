import { DAY_MS, HOUR_MS, RISK_LEVELS, chinaTime, provinceOf } from '@huren/standard';
import type { DivisionCode, HealthCodeRecord, Reason } from '@huren/standard';
import { NEVER } from './fact-document.ts';
import type { FactDocument, Occurrence } from './fact-document.ts';
import { factTree } from './fact-tree.ts';
import type { Purpose } from './model/agreement.ts';
import { isAtLeast } from './risk-levels.ts';
import type { RiskLevels } from './risk-levels.ts';
import { unseenBy } from './unseen.ts';
import type { Unseen } from './unseen.ts';

/** What of a record is about health. The holder's pseudonym is not. */
export type Assessed = Pick<HealthCodeRecord, 'issuer' | 'scheme' | 'colour' | 'covers' | 'reasons'>;

export type FactContext = {
  readonly destination: DivisionCode;
  readonly purpose: Purpose;
  readonly levels: RiskLevels;
  readonly at: Date;
};

export type Facts = {
  readonly document: FactDocument;
  /** What lies in kinds that the record does not cover. */
  readonly unseen: Unseen;
  /** Latest observation under each name of an occurrence, in ms. */
  readonly latest: ReadonlyMap<string, number>;
  /** Tenths of a degree of the highest temperature; 0 where there is none. */
  readonly tenths: number;
};

/** Names under which a reason counts as an occurrence, below `facts`. */
export const occurrencesOf = (reason: Reason, levels: RiskLevels): string[] => {
  switch (reason.kind) {
    case 'exposure.area': {
      const level = levels.levelOf(reason.division) ?? reason.level;
      return RISK_LEVELS.filter((least) => isAtLeast(level, least)).map((least) => `exposure.area.${least}`);
    }
    case 'symptom':
      return ['symptom.any', ...reason.symptoms.map((symptom) => `symptom.${symptom}`)];
    case 'test.nucleic':
      return [`test.nucleic.${reason.result}`];
    case 'isolation':
      return [`isolation.${reason.status}`];
    default:
      return [reason.kind];
  }
};

/** Reasons that hold at an instant: not past their end. */
export const reasonsInForce = (reasons: readonly Reason[], at: Date): Reason[] =>
  reasons.filter(({ expiresAt }) => !expiresAt || Date.parse(expiresAt) > at.getTime());

const latestOf = (reasons: readonly Reason[], levels: RiskLevels): Map<string, number> => {
  const latest = new Map<string, number>();
  for (const reason of reasons) {
    const observed = Date.parse(reason.observedAt);
    for (const name of occurrencesOf(reason, levels)) {
      latest.set(name, Math.max(latest.get(name) ?? observed, observed));
    }
  }
  return latest;
};

/** What an isolation is served for. An area of low risk asks for none. */
export const ISOLATED_FOR: readonly string[] = [
  'case.confirmed',
  'case.suspected',
  'case.asymptomatic',
  'contact.close',
  'contact.secondary',
  'exposure.area.medium',
  'exposure.abroad',
];

const SERVED = 'isolation.completed';

/** An isolation relieves of what came before it ended, and of nothing that was observed later. */
export const isOutlived = (latest: ReadonlyMap<string, number>): boolean => {
  const served = latest.get(SERVED);
  return served !== undefined && ISOLATED_FOR.some((name) => (latest.get(name) ?? served) > served);
};

const withoutOutlived = (all: ReadonlyMap<string, number>): ReadonlyMap<string, number> =>
  isOutlived(all) ? new Map([...all].filter(([name]) => name !== SERVED)) : all;

const occurrenceAt = (observed: number | undefined, at: Date): Occurrence => {
  if (observed === undefined) return { ...NEVER };
  const age = Math.max(0, at.getTime() - observed);
  return { present: true, days: Math.floor(age / DAY_MS), hours: Math.floor(age / HOUR_MS) };
};

const documentOf = (
  record: Assessed,
  { at, destination, purpose }: FactContext,
  latest: ReadonlyMap<string, number>,
  tenths: number,
): FactDocument => ({
  at: chinaTime(at),
  source: {
    issuer: record.issuer,
    province: provinceOf(record.issuer),
    scheme: record.scheme,
    colour: record.colour,
    bareColour: record.reasons === undefined,
  },
  destination: { division: destination, province: provinceOf(destination) },
  purpose,
  facts: factTree((name) => occurrenceAt(latest.get(name), at), tenths),
});

/** Derives what the rules read from a record, the risk levels and the time. Pure. */
export const factsOf = (record: Assessed, context: FactContext): Facts => {
  const reasons = reasonsInForce(record.reasons ?? [], context.at);
  const all = latestOf(reasons, context.levels);
  const latest = withoutOutlived(all);
  const tenths = Math.max(0, ...reasons.map((reason) => (reason.kind === 'temperature' ? reason.tenths : 0)));
  let document: FactDocument | undefined;
  return {
    // Where rules came to something about people like this one, nobody reads it.
    get document() {
      return (document ??= documentOf(record, context, latest, tenths));
    },
    unseen: unseenBy(record.covers, all),
    latest,
    tenths,
  };
};
