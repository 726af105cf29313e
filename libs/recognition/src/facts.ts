import { DAY_MS, HOUR_MS, RISK_LEVELS, chinaTime, provinceOf } from '@huren/standard';
import type { DivisionCode, HealthCodeRecord, Reason, ReasonKind } from '@huren/standard';
import { ALL_KINDS, NEVER } from './fact-document.ts';
import type { FactDocument, Occurrence } from './fact-document.ts';
import type { Purpose } from './model/agreement.ts';
import { isAtLeast } from './risk-levels.ts';
import type { RiskLevels } from './risk-levels.ts';

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
  /** Paths of kinds that nobody looked into. */
  readonly unknown: readonly string[];
  /** Latest observation under each name of an occurrence, in ms. */
  readonly latest: ReadonlyMap<string, number>;
};

/** Names under which a reason counts as an occurrence, below `facts`. */
const namesOf = (reason: Reason, levels: RiskLevels): string[] => {
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
    for (const name of namesOf(reason, levels)) {
      latest.set(name, Math.max(latest.get(name) ?? observed, observed));
    }
  }
  return latest;
};

const occurrenceAt = (observed: number | undefined, at: Date): Occurrence => {
  if (observed === undefined) return { ...NEVER };
  const age = Math.max(0, at.getTime() - observed);
  return { present: true, days: Math.floor(age / DAY_MS), hours: Math.floor(age / HOUR_MS) };
};

/** Parts of the fact document that a kind of reason fills, where they are not the kind's own name. */
const PARTS: Partial<Record<ReasonKind, readonly string[]>> = {
  'test.nucleic': ['test.nucleic.negative', 'test.nucleic.positive'],
  isolation: ['isolation.ordered', 'isolation.in_progress', 'isolation.completed'],
};

const unknownPaths = (record: Assessed, reasons: readonly Reason[]): string[] => {
  const known = new Set<ReasonKind>([...record.covers, ...reasons.map(({ kind }) => kind)]);
  return ALL_KINDS.filter((kind) => !known.has(kind)).flatMap((kind) =>
    (PARTS[kind] ?? [kind]).map((part) => `facts.${part}`),
  );
};

/** Derives what the rules read from a record, the risk levels and the time. Pure. */
export const factsOf = (record: Assessed, context: FactContext): Facts => {
  const reasons = reasonsInForce(record.reasons ?? [], context.at);
  const latest = latestOf(reasons, context.levels);
  const tenths = reasons.map((reason) => (reason.kind === 'temperature' ? reason.tenths : 0));
  return {
    document: {
      at: chinaTime(context.at),
      source: {
        issuer: record.issuer,
        province: provinceOf(record.issuer),
        scheme: record.scheme,
        colour: record.colour,
        bareColour: record.reasons === undefined,
      },
      destination: { division: context.destination, province: provinceOf(context.destination) },
      purpose: context.purpose,
      facts: factTree((name) => occurrenceAt(latest.get(name), context.at), Math.max(0, ...tenths)),
    },
    unknown: unknownPaths(record, reasons),
    latest,
  };
};

const factTree = (of: (name: string) => Occurrence, tenths: number): FactDocument['facts'] => ({
  case: {
    confirmed: of('case.confirmed'),
    suspected: of('case.suspected'),
    asymptomatic: of('case.asymptomatic'),
    recovered: of('case.recovered'),
  },
  contact: { close: of('contact.close'), secondary: of('contact.secondary') },
  exposure: {
    area: {
      low: of('exposure.area.low'),
      medium: of('exposure.area.medium'),
      high: of('exposure.area.high'),
    },
    abroad: of('exposure.abroad'),
  },
  symptom: {
    any: of('symptom.any'),
    fever: of('symptom.fever'),
    cough: of('symptom.cough'),
    fatigue: of('symptom.fatigue'),
    dyspnoea: of('symptom.dyspnoea'),
    vomiting_diarrhoea: of('symptom.vomiting_diarrhoea'),
    palpitation_chest: of('symptom.palpitation_chest'),
    conjunctivitis: of('symptom.conjunctivitis'),
    other: of('symptom.other'),
  },
  temperature: { ...of('temperature'), tenths },
  test: { nucleic: { negative: of('test.nucleic.negative'), positive: of('test.nucleic.positive') } },
  isolation: {
    ordered: of('isolation.ordered'),
    in_progress: of('isolation.in_progress'),
    completed: of('isolation.completed'),
  },
  declaration: { missing: of('declaration.missing') },
  manual: of('manual'),
});
