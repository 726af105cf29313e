import { chinaTime } from '@huren/standard';
import type { Asked, Case } from './case.ts';
import type { Facts } from './facts.ts';
import type { FactsUsed, Used, UsedLater } from './used.ts';

const common = ({ question, knowledge }: Asked) => ({
  riskAgeSeconds: knowledge.riskAgeSeconds ?? null,
  path: knowledge.pathOf(question.destination),
});

/** What of the knowledge was used where there was no record to look at. */
export const usedByFailure = (asked: Asked): Used => ({
  agreement: null,
  clause: null,
  ruleSet: null,
  levels: { version: asked.knowledge.levels.version, entries: [] },
  ...common(asked),
  meanings: null,
  later: [],
  facts: [],
});

const alteredIn = ({ chosen, ruleSet }: Case): Pick<Used, 'altered'> => {
  const altered = [
    ...(chosen?.altered ? (['agreement'] as const) : []),
    ...(ruleSet?.altered ? (['rule_set'] as const) : []),
  ];
  return altered.length > 0 ? { altered } : {};
};

const documentsAt = (given: Case): UsedLater => ({
  at: chinaTime(given.at),
  agreement: given.chosen?.agreement ?? null,
  ruleSet: given.ruleSet?.ruleSet ?? null,
  ...alteredIn(given),
});

/** A document that nobody has read is made only for whoever asks for it. */
const factsUsed = (facts: Facts): FactsUsed => ({
  get document() {
    return facts.document;
  },
  unknown: facts.unseen.paths,
});

/** What of the knowledge a case used, also for looking ahead: enough to decide it again. */
export const usedByCase = (given: Case, facts: readonly Facts[], later: readonly Case[]): Used => ({
  agreement: given.chosen?.agreement ?? null,
  clause: given.chosen?.clause.id ?? null,
  ruleSet: given.ruleSet?.ruleSet ?? null,
  ...alteredIn(given),
  levels: { version: given.levels.version, entries: given.levels.told() },
  ...common(given),
  meanings: given.meaning ?? null,
  later: later.map(documentsAt),
  facts: facts.map(factsUsed),
});
