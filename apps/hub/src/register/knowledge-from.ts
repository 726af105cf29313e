import { publicationFaults } from '@huren/agreements';
import { publicationOf } from '@huren/platform';
import { agreementIndex, riskLevels, ruleSetIndex } from '@huren/recognition';
import type { AgreementEvent, RuleSetEvent } from '@huren/events';
import type { Agreement, Knowledge, Meaning, RuleSet } from '@huren/recognition';
import { ancestry } from '@huren/standard';
import type { Colour } from '@huren/standard';
import type {
  AgreementsAnswer,
  LevelsAnswer,
  MembersAnswer,
  RuleSetsAnswer,
  SigningKeysAnswer,
} from './answers.ts';

/** Answers of the register about one instant, the keys of parties, and the value set `meanings`. */
export type RegisterAnswers = AgreementsAnswer &
  SigningKeysAnswer &
  RuleSetsAnswer &
  LevelsAnswer &
  MembersAnswer & { readonly meanings: Readonly<Record<string, Partial<Record<Colour, Meaning>>>> };

/** The path of whoever is no member and lies in none. */
const DEFAULT_PATH = 2;

/** Of each version the newest revision, whatever part of its history was told. */
const newest = <T extends { readonly revision: number }>(
  told: readonly T[],
  keyOf: (one: T) => string,
): T[] => [
  ...new Map(told.toSorted((a, b) => a.revision - b.revision).map((one) => [keyOf(one), one])).values(),
];

/**
 * What `libs/recognition` decides by, from nothing but answers of the register: the same knowledge as the hub's.
 * Agreements and rule sets of one instant are enough for the answer; those with their history tell also when it changes.
 * @param riskAgeSeconds since the levels were last known complete, by the register's `freshness`
 */
export const knowledgeFrom = (answers: RegisterAnswers, riskAgeSeconds: number | null): Knowledge => {
  const keys = new Map(answers.signingKeys.map(({ key }) => [key.kid, key]));
  const isAltered = (told: AgreementEvent | RuleSetEvent): boolean =>
    publicationFaults(publicationOf(told), (kid) => keys.get(kid)).length > 0;
  const altered = new Set<Agreement | RuleSet>([
    ...answers.agreements.filter(isAltered).map(({ agreement }) => agreement),
    ...answers.ruleSets.filter(isAltered).map(({ ruleSet }) => ruleSet),
  ]);
  const paths = new Map(answers.members.map(({ division, path }) => [division, path]));
  return {
    agreements: agreementIndex(
      newest(answers.agreements, ({ agreement: { id, version } }) => `${id}@${version}`).map(
        ({ agreement }) => agreement,
      ),
      (one) => altered.has(one),
    ),
    ruleSets: ruleSetIndex(
      newest(answers.ruleSets, ({ ruleSet: { id, version } }) => `${id}@${version}`)
        .filter(({ state }) => state === 'in_force')
        .map(({ ruleSet }) => ruleSet),
      (one) => altered.has(one),
    ),
    levels: riskLevels(answers.levels, answers.riskVersion),
    riskAgeSeconds,
    pathOf: (division) => ancestry(division).flatMap((one) => paths.get(one) ?? [])[0] ?? DEFAULT_PATH,
    meanings: (issuer, scheme, colour) => answers.meanings[`${issuer}.${scheme}`]?.[colour],
  };
};
