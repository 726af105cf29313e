import { remembered } from '@huren/crypto';
import { agreementIndex, decideOutcome, preferred, ruleSetIndex } from '@huren/recognition';
import type {
  Agreement,
  ChosenClause,
  ClauseIndex,
  ClauseQuestion,
  CompiledRuleSet,
  Knowledge,
  Question,
  RuleSet,
  RuleSetIndex,
  Shown,
  Used,
} from '@huren/recognition';
import { ancestry } from '@huren/standard';
import type { DivisionCode, RiskLevel } from '@huren/standard';
import { openedAgreement, openedRuleSet } from './draft.ts';
import type { Draft } from './draft.ts';
import type { Outcome } from './outcome.ts';

/** A decision that was made: the question, what it used, and what came of it. */
export type RecordedCase = {
  readonly question: Question;
  readonly used: Omit<Used, 'facts' | 'clause'>;
  readonly outcome: Outcome;
};

/** What was known beside what a decision used: asked for only where a draft brings it into play. */
export type Background = {
  agreementsAt(at: Date): ClauseIndex;
  ruleSetsAt(at: Date): RuleSetIndex;
  levelAt(division: DivisionCode, at: Date): RiskLevel | undefined;
};

export type Simulator = {
  /** Whether the draft could change it. Where it says no, the outcome stays. */
  mayTouch(given: RecordedCase): boolean;
  /** What would have come of it had the draft held. */
  outcomeOf(given: RecordedCase): Outcome;
};

/** Whether the rules were asked, and with them the levels. */
const wasColoured = ({ result, fault }: Outcome): boolean =>
  result === 'recognised' || fault === 'reason_not_covered';

const clauseQuestion = ({ destination, purpose, mode, at }: Question, { record }: Shown): ClauseQuestion => ({
  destination,
  purpose,
  mode,
  issuer: record.issuer,
  scheme: record.scheme,
  at: new Date(at),
});

type Part = {
  touches(given: RecordedCase, shown: Shown): boolean;
  knowing(given: RecordedCase): Partial<Knowledge>;
};

const NO_CLAUSES = agreementIndex([]);
const NO_RULES = ruleSetIndex([]);
/** An outcome does not look ahead. */
const NOT_AHEAD = { nextFound: () => undefined, nextNamed: () => undefined };

/** Documents are the same objects from case to case: their indexes are made once. */
const clausesOf = remembered((agreement: Agreement) => agreementIndex([agreement]));
const rulesOf = remembered((ruleSet: RuleSet) => ruleSetIndex([ruleSet]));

/** The draft among what could be chosen: in the place of its other versions, and otherwise beside what was chosen. */
const agreementPart = (
  draft: NonNullable<Draft['agreement']>,
  asOf: Date,
  { agreementsAt }: Background,
): Part => {
  const index = agreementIndex([openedAgreement(draft, asOf)]);
  const found = (question: ClauseQuestion): ChosenClause[] =>
    index.candidates(question).map((candidate) => ({ ...candidate, agreement: draft }));
  let last: { readonly of: RecordedCase; readonly own: ChosenClause[] } | undefined;
  // A case is asked about twice in a row: whether it is touched, and what comes of it.
  const own = (given: RecordedCase, question: ClauseQuestion): ChosenClause[] => {
    if (last?.of !== given) last = { of: given, own: found(question) };
    return last.own;
  };
  const others = ({ used: { agreement } }: RecordedCase, question: ClauseQuestion) => {
    // What was chosen is preferred to all else that held, unless the draft takes its very place.
    if (agreement?.id !== draft.id) return agreement ? clausesOf(agreement).candidates(question) : [];
    return agreementsAt(question.at)
      .candidates(question)
      .filter((other) => other.agreement.id !== draft.id);
  };
  return {
    touches: (given, shown) =>
      given.used.agreement?.id === draft.id || own(given, clauseQuestion(given.question, shown)).length > 0,
    knowing: (given) => ({
      agreements: {
        choose: (question) => preferred([...others(given, question), ...own(given, question)], question),
        // An outcome does not look ahead.
        nextChoice: () => undefined,
      },
    }),
  };
};

/** The draft among rule sets: in the place of its other versions, and of those of places around its own. */
const amongRuleSets = (others: RuleSetIndex, draft: CompiledRuleSet): RuleSetIndex => {
  const { id, destination: place, scheme: palette } = draft.ruleSet;
  return {
    find: (destination, scheme, at) => {
      const found = others.find(destination, scheme, at);
      const places = ancestry(destination);
      if (scheme !== palette || !places.includes(place)) return found;
      const isNearer = found && places.indexOf(found.ruleSet.destination) < places.indexOf(place);
      return isNearer ? found : draft;
    },
    named: (name, at) => (name === id ? draft : others.named(name, at)),
    ...NOT_AHEAD,
  };
};

const namesRuleSet = (agreement: Agreement | null | undefined): boolean =>
  agreement?.clauses.some(({ ruleSet }) => ruleSet) ?? false;

/** What a decision used; of its time also those that a clause names which it did not come under. */
const ruleSetsOf = (draft: Draft, asOf: Date, { ruleSetsAt }: Background) => {
  const drafted = draft.ruleSet && ruleSetIndex([openedRuleSet(draft.ruleSet, asOf)]);
  const compiled = draft.ruleSet && drafted?.named(draft.ruleSet.id, asOf);
  return ({ used, question }: RecordedCase): RuleSetIndex => {
    const pinned = used.ruleSet ? rulesOf(used.ruleSet) : NO_RULES;
    const ofTime = () => ruleSetsAt(new Date(question.at));
    // What a clause named is not what the destination has.
    const isNamed = draft.agreement !== undefined && namesRuleSet(used.agreement);
    const known = isNamed
      ? ofTime()
      : { ...pinned, named: (id: string, at: Date) => pinned.named(id, at) ?? ofTime().named(id, at) };
    return compiled ? amongRuleSets(known, compiled) : known;
  };
};

const ruleSetPart = (draft: RuleSet): Part => ({
  touches: ({ question }) => ancestry(question.destination).includes(draft.destination),
  knowing: () => ({}),
});

const levelPart = (draft: NonNullable<Draft['levels']>): Part => {
  const drafted = new Map(draft.map(({ division, level }) => [division, level]));
  return {
    touches: ({ used }, { record }) =>
      record.reasons
        ? record.reasons.some((reason) => reason.kind === 'exposure.area' && drafted.has(reason.division))
        : (used.meanings ?? []).flat().some(({ kind }) => kind === 'exposure.area'),
    knowing: () => ({}),
  };
};

/** Levels of the draft, else those that the decision was told, else, where it asked for none, those of its time. */
const levelsOf =
  (draft: Draft['levels'], { levelAt }: Background) =>
  ({ used: { levels }, outcome, question }: RecordedCase): Knowledge['levels'] => {
    const told = new Map(
      [...levels.entries, ...(draft ?? [])].map(({ division, level }) => [division, level]),
    );
    const at = new Date(question.at);
    return {
      version: levels.version,
      levelOf: (division) => told.get(division) ?? (wasColoured(outcome) ? undefined : levelAt(division, at)),
    };
  };

const asRecorded = ({ used }: RecordedCase): Omit<Knowledge, 'levels' | 'ruleSets'> => ({
  agreements: used.agreement ? clausesOf(used.agreement) : NO_CLAUSES,
  riskAgeSeconds: used.riskAgeSeconds,
  pathOf: () => used.path,
  meanings: () => used.meanings ?? undefined,
});

/**
 * Decides recorded cases again as if a draft had held, as it stands at `asOf`. Where the draft says nothing, all is as
 * recorded. Pure; nothing is kept.
 */
export const simulator = (draft: Draft, asOf: Date, background: Background): Simulator => {
  const parts = [
    ...(draft.agreement ? [agreementPart(draft.agreement, asOf, background)] : []),
    ...(draft.ruleSet ? [ruleSetPart(draft.ruleSet)] : []),
    ...(draft.levels ? [levelPart(draft.levels)] : []),
  ];
  const levels = levelsOf(draft.levels, background);
  const ruleSets = ruleSetsOf(draft, asOf, background);
  return {
    mayTouch: (given) => {
      const { presented, at } = given.question;
      if (presented.kind === 'failed') return false;
      if (Date.parse(presented.record.validUntil) <= Date.parse(at)) return false;
      return parts.some((part) => part.touches(given, presented));
    },
    outcomeOf: (given) => {
      const knowledge = { ...asRecorded(given), levels: levels(given), ruleSets: ruleSets(given) };
      return decideOutcome(
        given.question,
        Object.assign(knowledge, ...parts.map((part) => part.knowing(given))),
      );
    },
  };
};
