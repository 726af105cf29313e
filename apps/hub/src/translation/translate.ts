import { dialectOf, meaningsOf } from '@huren/dialects';
import type { Loss } from '@huren/dialects';
import type { FederationKnowledge } from '@huren/platform';
import { colourReadings, readingsOf } from '@huren/recognition';
import type { CompiledRuleSet, Decision } from '@huren/recognition';
import { NATIONAL_PLATFORM, SCHEMES, provinceOf } from '@huren/standard';
import type { HealthCodeRecord, IssuerCode, Scheme } from '@huren/standard';

/** Why a recognised code is not converted: there are no national rules, or they are not as they were signed. */
export const UNCONVERTED = ['no_national_rule_set', 'national_rule_set_altered'] as const;

/** A code as the destination writes it: its own dialect, and what that could not carry. */
type Converted = {
  readonly national: HealthCodeRecord;
  readonly destination: {
    readonly issuer: IssuerCode;
    readonly raw: unknown;
    readonly lost: readonly Loss[];
  };
};

export type Translated =
  | Converted
  | {
      readonly national: null;
      readonly destination: null;
      readonly fault?: (typeof UNCONVERTED)[number];
    };

const NOTHING = { national: null, destination: null };

type Knowledge = Pick<FederationKnowledge, 'ruleSets' | 'levels'>;

/** Whose palette a decision's colour is of: a rule set's id is `<destination>.<scheme>`. */
const schemeOf = ({ basis }: Decision): Scheme | undefined =>
  SCHEMES.find((scheme) => basis.ruleSet?.id.endsWith(`.${scheme}`));

/** The same reasons, coloured by the national rules. */
const nationalRecord = (
  record: HealthCodeRecord,
  { at, purpose }: Decision,
  rules: CompiledRuleSet,
  knowledge: Knowledge,
): HealthCodeRecord => {
  const meaning = meaningsOf(record.issuer, record.scheme, record.colour);
  const context = {
    destination: NATIONAL_PLATFORM,
    purpose,
    levels: knowledge.levels(),
    at: new Date(at),
  };
  const { colour } = colourReadings(readingsOf(record, meaning), rules, context).coloured;
  return { ...record, scheme: 'national', colour };
};

/**
 * Translates a recognised code through the national record, never pair by pair: reasons stay, the national rules give
 * the national record's colour, the destination's decision gives the colour of its own record. Nothing where the
 * decision refuses, or without national rules that can be used.
 * @param shown the record, where there is one, as the destination may know it: under names of its own
 */
export const translate = (
  shown: HealthCodeRecord | undefined,
  decision: Decision,
  knowledge: Knowledge,
): Translated => {
  const { at, colour } = decision;
  const scheme = schemeOf(decision);
  if (!shown || !colour || !scheme) return NOTHING;
  const rules = knowledge.ruleSets().find(NATIONAL_PLATFORM, 'national', new Date(at));
  if (!rules) return { ...NOTHING, fault: 'no_national_rule_set' };
  if (rules.altered) return { ...NOTHING, fault: 'national_rule_set_altered' };
  const national = nationalRecord(shown, decision, rules, knowledge);
  const issuer = provinceOf(decision.destination);
  const rendered = dialectOf(issuer, scheme)?.render({ ...national, scheme, colour }) ?? {
    raw: null,
    lost: [{ pointer: '', reason: `the destination has no dialect of the ${scheme} scheme` }],
  };
  return { national, destination: { issuer, ...rendered } };
};
