import { agreementIndex, riskLevels, ruleSetIndex } from '@huren/recognition';
import type { Knowledge, Meaning } from '@huren/recognition';
import { ancestry } from '@huren/standard';
import type { Colour } from '@huren/standard';
import type { AgreementsAnswer, LevelsAnswer, MembersAnswer, RuleSetsAnswer } from './answers.ts';

/** Answers of the register about one instant, and the value set `meanings`. */
export type RegisterAnswers = AgreementsAnswer &
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
  const paths = new Map(answers.members.map(({ division, path }) => [division, path]));
  return {
    agreements: agreementIndex(
      newest(answers.agreements, ({ agreement: { id, version } }) => `${id}@${version}`).map(
        ({ agreement }) => agreement,
      ),
    ),
    ruleSets: ruleSetIndex(
      newest(answers.ruleSets, ({ ruleSet: { id, version } }) => `${id}@${version}`)
        .filter(({ state }) => state === 'in_force')
        .map(({ ruleSet }) => ruleSet),
    ),
    levels: riskLevels(answers.levels, answers.riskVersion),
    riskAgeSeconds,
    pathOf: (division) => ancestry(division).flatMap((one) => paths.get(one) ?? [])[0] ?? DEFAULT_PATH,
    meanings: (issuer, scheme, colour) => answers.meanings[`${issuer}.${scheme}`]?.[colour],
  };
};
