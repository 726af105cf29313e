import type { PersonFact } from '@huren/events';
import { DAY_MS, chinaTime, startOfChinaDay } from '@huren/standard';
import { DECLARATION_DAYS } from '../declarations/declared-facts.ts';
import type { DeclaredFact } from '../declarations/declared-facts.ts';
import { declaredReasons, liftFever } from './declared-reasons.ts';
import { earliest } from './earliest.ts';
import type { DivisionCode, IssuerCode, Reason, ReasonKind, RiskLevel } from '@huren/standard';

/** A stay in a county or a country, and the last day of it. */
export type Stay = { readonly leftOn: string; readonly division?: DivisionCode; readonly country?: string };

/** Everything that an issuer knows of a holder. */
export type Known = {
  readonly issuer: IssuerCode;
  readonly appliedAt: Date;
  /** When health was last declared; null: never. */
  readonly healthDeclaredAt: Date | null;
  readonly declared: readonly DeclaredFact[];
  readonly itinerary: { readonly stays: readonly Stay[] } | null;
  /** Null: the risk service could not be asked yet. */
  readonly facts: readonly PersonFact[] | null;
  readonly levelOf: (division: DivisionCode) => RiskLevel;
  /** Set aside by upheld corrections, by `reasonKey`: what was observed up to an instant. */
  readonly setAside: ReadonlyMap<string, Date>;
};

export type Gathered = {
  readonly reasons: Reason[];
  readonly covers: ReasonKind[];
  /** When a reason comes or goes by time alone: the declaration lapses, something declared is over. */
  readonly nextReasonAt: Date | null;
};

const BY_FACTS: readonly ReasonKind[] = [
  'case.confirmed',
  'case.suspected',
  'case.asymptomatic',
  'case.recovered',
  'contact.close',
  'contact.secondary',
  'test.nucleic',
  'isolation',
  'manual',
];

const lapseOf = ({ healthDeclaredAt }: Known): Date | null =>
  healthDeclaredAt ? new Date(healthDeclaredAt.getTime() + DECLARATION_DAYS * DAY_MS) : null;

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

/** A kind of reason as one issuer states it: what a correction is about. */
export const reasonKey = (kind: ReasonKind, statedBy: string): string => `${kind} ${statedBy}`;

/** Whether an upheld correction set a reason aside. Pure. */
export const isSetAside = (
  { setAside }: Pick<Known, 'setAside'>,
  { kind, issuer, observedAt }: Reason,
): boolean => (setAside.get(reasonKey(kind, issuer))?.getTime() ?? -Infinity) >= Date.parse(observedAt);

/**
 * The reasons for a holder's colour and the kinds that were looked into, at an instant. `owed`: the facts, by their
 * instant in ms, from which an isolation counts that is not served. Pure.
 */
export const gatherReasons = (known: Known, owed: ReadonlySet<number>, at: Date): Gathered => {
  const lapse = lapseOf(known);
  const hasLapsed = !lapse || lapse <= at;
  const declared = declaredReasons(known.declared, known.issuer, owed, at);
  const all = [
    ...(known.facts ?? []).map(({ reason }) => reason),
    ...declared.reasons,
    ...stayReasons(known),
    ...missing(known, at),
  ];
  return {
    reasons: liftFever(all).filter((one) => !isSetAside(known, one)),
    covers: [
      ...(known.facts ? BY_FACTS : []),
      ...(hasLapsed ? [] : (['symptom', 'temperature'] as const)),
      ...(known.itinerary ? (['exposure.area', 'exposure.abroad'] as const) : []),
      'declaration.missing',
    ],
    nextReasonAt: earliest(hasLapsed ? null : lapse, declared.nextEndAt),
  };
};
