import { NATIONAL_PLATFORM } from '@huren/standard';
import type { DivisionCode, Scheme } from '@huren/standard';
import { readingsOf } from './bare-colour.ts';
import type { Readings } from './bare-colour.ts';
import type { Knowledge, Meaning } from './knowledge.ts';
import type { Question, Shown } from './question.ts';
import { recorded } from './risk-levels.ts';
import type { RecordedLevels } from './risk-levels.ts';
import type { CompiledRuleSet } from './rule-set-admission.ts';
import type { ChosenClause } from './select-clause.ts';

/** A question, the time it is about, and the knowledge it is put to. */
export type Asked = { readonly question: Question; readonly knowledge: Knowledge; readonly at: Date };

/** A question about a record together with what the knowledge says about it. */
export type Case = Asked & {
  readonly shown: Shown;
  readonly chosen: ChosenClause | undefined;
  readonly ruleSet: CompiledRuleSet | undefined;
  readonly meaning: Meaning | undefined;
  readonly readings: Readings;
  readonly levels: RecordedLevels;
};

/** The palette in which a destination answers a scheme: its international rules where it has some. */
const schemesFor = (scheme: Scheme, destination: DivisionCode): readonly Scheme[] => {
  if (destination === NATIONAL_PLATFORM) return ['national'];
  return scheme === 'international' ? ['international', 'domestic'] : ['domestic'];
};

const ruleSetFor = ({ question, knowledge, at }: Asked, scheme: Scheme): CompiledRuleSet | undefined => {
  for (const wanted of schemesFor(scheme, question.destination)) {
    const found = knowledge.ruleSets.find(question.destination, wanted, at);
    if (found) return found;
  }
  return undefined;
};

/** Looks up what the knowledge has on a shown record. */
export const caseOf = (asked: Asked, shown: Shown): Case => {
  const { question, knowledge, at } = asked;
  const { issuer, scheme, colour, reasons } = shown.record;
  const { destination, purpose, mode } = question;
  const meaning = reasons ? undefined : knowledge.meanings(issuer, scheme, colour);
  return {
    ...asked,
    shown,
    chosen: knowledge.agreements.choose({ destination, purpose, mode, issuer, scheme, at }),
    ruleSet: ruleSetFor(asked, scheme),
    meaning,
    readings: readingsOf(shown.record, meaning),
    levels: recorded(knowledge.levels),
  };
};
