import { agreementIndex, riskLevels, ruleSetIndex } from '@huren/recognition';
import type { Agreement, Knowledge, Meaning, Path, RuleSet } from '@huren/recognition';
import { ancestry } from '@huren/standard';
import type { Colour, DivisionCode, RiskLevel } from '@huren/standard';
import { publicationFaults } from '../publication/check-publication.ts';
import { publicationOf } from '../publication/publication-of.ts';
import type { ToldAgreement, ToldRuleSet } from '../publication/publication-of.ts';
import type { RegisteredKey } from '../signatures/registered-key.ts';
import { heldAt } from './held-at.ts';
import type { Revision } from './held-at.ts';

type Recorded = { readonly recordedAt: string };
type Period = { readonly level: RiskLevel; readonly since: string };
type LevelTold = Period & { readonly division: DivisionCode; readonly history?: readonly Period[] };
type MemberTold = Recorded & {
  readonly division: DivisionCode;
  readonly path: Path;
  readonly version: number;
};

/** Answers of the register, with all their history or about one instant, and the value set `meanings`. */
export type RegisterAnswers = {
  readonly agreements: readonly (ToldAgreement & Recorded)[];
  readonly ruleSets: readonly (ToldRuleSet & Recorded)[];
  readonly signingKeys: readonly { readonly key: RegisteredKey }[];
  readonly levels: readonly LevelTold[];
  readonly riskVersion: string | null;
  readonly members: readonly MemberTold[];
  readonly meanings: Readonly<Record<string, Partial<Record<Colour, Meaning>>>>;
};

/** The path of whoever is no member and lies in none. */
const DEFAULT_PATH: Path = 2;

/** Of what was told under each key what held at an instant. */
const held = <T extends Recorded>(
  told: readonly T[],
  at: Date,
  named: (one: T) => Omit<Revision, 'recordedAt' | 'data'>,
): T[] =>
  heldAt(
    told.map((data) => ({ ...named(data), recordedAt: data.recordedAt, data })),
    at,
  ).map(({ data }) => data);

/** The level of a county at an instant, by all its periods; undefined: it had none yet. */
export const levelAt = (
  { history = [], ...present }: Period & { readonly history?: readonly Period[] },
  at: Date,
): RiskLevel | undefined =>
  [...history, present].findLast(({ since }) => Date.parse(since) <= at.getTime())?.level;

/**
 * What `libs/recognition` decides by at an instant, from nothing but answers of the register: the same knowledge as the
 * hub's. Agreements and rule sets of that instant are enough for the answer; those with their history tell also when it
 * changes, and serve for every instant.
 * @param riskAgeSeconds since the levels were last known complete, by the register's `freshness`
 */
export const knowledgeFrom = (
  answers: RegisterAnswers,
  at: Date,
  riskAgeSeconds: number | null,
): Knowledge => {
  const keys = new Map(answers.signingKeys.map(({ key }) => [key.kid, key]));
  const isAltered = (told: ToldAgreement | ToldRuleSet): boolean =>
    publicationFaults(publicationOf(told), (kid) => keys.get(kid)).length > 0;
  const agreements = held(answers.agreements, at, ({ agreement: { id, version }, revision }) => ({
    ...{ key: `${id}@${version}`, revision },
  }));
  const ruleSets = held(answers.ruleSets, at, ({ ruleSet: { id, version }, revision }) => ({
    ...{ key: `${id}@${version}`, revision },
  }));
  const altered = new Set<Agreement | RuleSet>([
    ...agreements.filter(isAltered).map(({ agreement }) => agreement),
    ...ruleSets.filter(isAltered).map(({ ruleSet }) => ruleSet),
  ]);
  const members = held(answers.members, at, ({ division: key, version: revision }) => ({ key, revision }));
  const paths = new Map(members.map(({ division, path }) => [division, path]));
  const levels = answers.levels.flatMap((told) => {
    const level = levelAt(told, at);
    return level ? [{ division: told.division, level }] : [];
  });
  return {
    agreements: agreementIndex(
      agreements.map(({ agreement }) => agreement),
      (one) => altered.has(one),
    ),
    ruleSets: ruleSetIndex(
      ruleSets
        .filter(({ state, ruleSet }) => state === 'in_force' || altered.has(ruleSet))
        .map(({ ruleSet }) => ruleSet),
      (one) => altered.has(one),
    ),
    levels: riskLevels(levels, answers.riskVersion),
    riskAgeSeconds,
    pathOf: (division) => ancestry(division).flatMap((one) => paths.get(one) ?? [])[0] ?? DEFAULT_PATH,
    meanings: (issuer, scheme, colour) => answers.meanings[`${issuer}.${scheme}`]?.[colour],
  };
};
