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

/**
 * What `libs/recognition` decides by, from nothing but answers of the register: the same knowledge as the hub's.
 * @param riskAgeSeconds since the levels were last known complete, by the register's `freshness`
 */
export const knowledgeFrom = (answers: RegisterAnswers, riskAgeSeconds: number | null): Knowledge => {
  const paths = new Map(answers.members.map(({ division, path }) => [division, path]));
  return {
    agreements: agreementIndex(answers.agreements.map(({ agreement }) => agreement)),
    ruleSets: ruleSetIndex(answers.ruleSets.map(({ ruleSet }) => ruleSet)),
    levels: riskLevels(answers.levels, answers.riskVersion),
    riskAgeSeconds,
    pathOf: (division) => ancestry(division).flatMap((one) => paths.get(one) ?? [])[0] ?? DEFAULT_PATH,
    meanings: (issuer, scheme, colour) => answers.meanings[`${issuer}.${scheme}`]?.[colour],
  };
};
