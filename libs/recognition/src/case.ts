import { NATIONAL_PLATFORM } from '@huren/standard';
import type { DivisionCode, Scheme } from '@huren/standard';
import { readingsOf } from './bare-colour.ts';
import type { Readings } from './bare-colour.ts';
import type { Knowledge, Meaning } from './knowledge.ts';
import type { Clause } from './model/agreement.ts';
import type { Question, Shown } from './question.ts';
import { recorded } from './risk-levels.ts';
import type { RecordedLevels } from './risk-levels.ts';
import type { CompiledRuleSet } from './rule-set-admission.ts';
import type { ChosenClause, ClauseQuestion } from './select-clause.ts';

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
  /** Seconds since the question; 0 but where one looks ahead. */
  readonly elapsed: number;
};

/** The palette in which a destination answers a scheme: its international rules where it has some. */
export const schemesFor = (scheme: Scheme, destination: DivisionCode): readonly Scheme[] => {
  if (destination === NATIONAL_PLATFORM) return ['national'];
  return scheme === 'international' ? ['international', 'domestic'] : ['domestic'];
};

type Dated = Asked & { readonly shown: Shown };

/** What the clause names, where it names a rule set; else what the destination has for the scheme. */
const ruleSetFor = (
  { question, knowledge, at, shown }: Dated,
  named: Clause['ruleSet'],
): CompiledRuleSet | undefined => {
  if (named) {
    const found = knowledge.ruleSets.named(named.id, at);
    return found && found.ruleSet.version >= named.minVersion ? found : undefined;
  }
  for (const wanted of schemesFor(shown.record.scheme, question.destination)) {
    const found = knowledge.ruleSets.find(question.destination, wanted, at);
    if (found) return found;
  }
  return undefined;
};

const clauseQuestion = ({ question, at, shown }: Dated): ClauseQuestion => {
  const { destination, purpose, mode } = question;
  return { destination, purpose, mode, issuer: shown.record.issuer, scheme: shown.record.scheme, at };
};

const documentsOf = (dated: Dated): Pick<Case, 'chosen' | 'ruleSet'> => {
  const chosen = dated.knowledge.agreements.choose(clauseQuestion(dated));
  return { chosen, ruleSet: ruleSetFor(dated, chosen?.clause.ruleSet) };
};

/** Looks up what the knowledge has on a shown record. */
export const caseOf = (asked: Asked, shown: Shown): Case => {
  const { knowledge } = asked;
  const { issuer, scheme, colour, reasons } = shown.record;
  const meaning = reasons ? undefined : knowledge.meanings(issuer, scheme, colour);
  return {
    ...asked,
    shown,
    ...documentsOf({ ...asked, shown }),
    meaning,
    readings: readingsOf(shown.record, meaning),
    levels: recorded(knowledge.levels),
    elapsed: 0,
  };
};

/** The same case later, where nothing has happened but that time went by. */
export const caseAt = (given: Case, at: Date): Case => {
  const later = { ...given, at, elapsed: given.elapsed + (at.getTime() - given.at.getTime()) / 1000 };
  return { ...later, ...documentsOf(later) };
};

/** The instants after a case's own, in ms, at which another rule set comes to apply, or none any more. */
const nextRuleSets = ({ question, knowledge, at, shown, ruleSet, chosen }: Case): (number | undefined)[] => {
  const named = chosen?.clause.ruleSet;
  if (named) return [knowledge.ruleSets.nextNamed(named.id, at)];
  const wanted = schemesFor(shown.record.scheme, question.destination);
  // Behind rules that apply, those that would be taken instead do not matter.
  const schemes = ruleSet ? wanted.slice(0, wanted.indexOf(ruleSet.ruleSet.scheme) + 1) : wanted;
  return schemes.map((scheme) => knowledge.ruleSets.nextFound(question.destination, scheme, at));
};

/** The instants after a case's own, in ms, at which it comes under another clause or rule set, or under none. */
export const nextDocuments = (given: Case): number[] =>
  [given.knowledge.agreements.nextChoice(clauseQuestion(given)), ...nextRuleSets(given)].filter(
    (instant) => instant !== undefined,
  );
