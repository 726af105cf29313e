import type { PersonFact } from '@huren/events';
import { DAY_MS, chinaTime, startOfChinaDay } from '@huren/standard';
import type { DivisionCode, IssuerCode, Reason, ReasonKind, RiskLevel, Symptom } from '@huren/standard';

/** What a holder answered about their health. */
export type HealthAnswers = {
  readonly temperatureTenths: number;
  readonly symptoms: readonly Symptom[];
  readonly closeContact: boolean;
};

/** A stay in a county or a country, and the last day of it. */
export type Stay = { readonly leftOn: string; readonly division?: DivisionCode; readonly country?: string };

/** Everything that an issuer knows of a holder. */
export type Known = {
  readonly issuer: IssuerCode;
  readonly appliedAt: Date;
  readonly health: {
    readonly declaredAt: Date;
    readonly answers: HealthAnswers;
    /** When the holder last declared a contact; null: never. */
    readonly contactDeclaredAt: Date | null;
  } | null;
  readonly itinerary: { readonly stays: readonly Stay[] } | null;
  /** Null: the risk service could not be asked yet. */
  readonly facts: readonly PersonFact[] | null;
  readonly levelOf: (division: DivisionCode) => RiskLevel;
  /** Kinds set aside by an upheld correction, each up to an instant of observation. */
  readonly setAside: ReadonlyMap<string, Date>;
};

export type Gathered = {
  readonly reasons: Reason[];
  readonly covers: ReasonKind[];
  /** When a reason comes to be by time alone: the declaration lapses. */
  readonly nextReasonAt: Date | null;
};

/** A health declaration counts for so long. */
export const DECLARATION_DAYS = 14;

const ABNORMAL_TENTHS = 373;

const BY_FACTS: readonly ReasonKind[] = [
  'case.confirmed',
  'case.suspected',
  'case.asymptomatic',
  'case.recovered',
  'contact.close',
  'contact.secondary',
  'test.nucleic',
  'isolation',
];

const lapseOf = ({ health }: Known): Date | null =>
  health ? new Date(health.declaredAt.getTime() + DECLARATION_DAYS * DAY_MS) : null;

const healthReasons = (known: Known): Reason[] => {
  if (!known.health) return [];
  const { declaredAt, answers } = known.health;
  const common = {
    issuer: known.issuer,
    evidence: 'declaration' as const,
    observedAt: chinaTime(declaredAt),
  };
  return [
    ...(answers.symptoms.length > 0
      ? [{ kind: 'symptom' as const, ...common, symptoms: [...answers.symptoms] }]
      : []),
    ...(answers.temperatureTenths >= ABNORMAL_TENTHS
      ? [{ kind: 'temperature' as const, ...common, tenths: answers.temperatureTenths }]
      : []),
  ];
};

/** A declared contact lasts its days, whatever is declared after it. */
const contactReasons = ({ health, issuer }: Known, at: Date): Reason[] => {
  const declared = health?.contactDeclaredAt;
  if (!declared || declared.getTime() + DECLARATION_DAYS * DAY_MS <= at.getTime()) return [];
  return [{ kind: 'contact.close', issuer, evidence: 'declaration', observedAt: chinaTime(declared) }];
};

const stayReasons = ({ itinerary, issuer, levelOf }: Known): Reason[] =>
  (itinerary?.stays ?? []).flatMap(({ leftOn, division, country }): Reason[] => {
    const observedAt = chinaTime(startOfChinaDay(leftOn));
    const common = { issuer, evidence: 'itinerary' as const, observedAt };
    if (country) return [{ kind: 'exposure.abroad', ...common, country }];
    if (!division || levelOf(division) === 'low') return [];
    return [{ kind: 'exposure.area', ...common, division, level: levelOf(division) }];
  });

const missing = (known: Known, at: Date): Reason[] => {
  const lapse = lapseOf(known);
  if (lapse && lapse > at) return [];
  const observedAt = chinaTime(lapse ?? known.appliedAt);
  return [{ kind: 'declaration.missing', issuer: known.issuer, evidence: 'register', observedAt }];
};

/** The reasons for a holder's colour and the kinds that were looked into, at an instant. Pure. */
export const gatherReasons = (known: Known, at: Date): Gathered => {
  const lapse = lapseOf(known);
  const hasLapsed = !lapse || lapse <= at;
  const all = [
    ...(known.facts ?? []).map(({ reason }) => reason),
    ...(hasLapsed ? [] : healthReasons(known)),
    ...contactReasons(known, at),
    ...stayReasons(known),
    ...missing(known, at),
  ];
  return {
    reasons: all.filter(
      ({ kind, observedAt }) =>
        !((known.setAside.get(kind)?.getTime() ?? -Infinity) >= Date.parse(observedAt)),
    ),
    covers: [
      ...(known.facts ? BY_FACTS : []),
      ...(hasLapsed ? [] : (['symptom', 'temperature'] as const)),
      ...(known.itinerary ? (['exposure.area', 'exposure.abroad'] as const) : []),
      'declaration.missing',
      'manual',
    ],
    nextReasonAt: hasLapsed ? null : lapse,
  };
};
