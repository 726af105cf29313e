import type { Colour, DivisionCode, Measure, Scheme } from '@huren/standard';
import type { Undetermined } from './colouring.ts';
import type { Rule } from './model/rule-set.ts';
import type { Knowledge, PresentedCode, Question, ReasonTemplate, Used } from './question.ts';
import type { CompiledRuleSet } from './rule-set-admission.ts';
import type { ChosenClause } from './select-clause.ts';

export type Shown = Extract<PresentedCode, { kind: 'record' }>;

/** A question together with what the knowledge says about it. */
export type Case = {
  readonly question: Question;
  readonly knowledge: Knowledge;
  readonly at: Date;
  readonly shown?: Shown;
  readonly chosen?: ChosenClause | undefined;
  readonly ruleSet?: CompiledRuleSet | undefined;
  readonly meanings?: readonly (readonly ReasonTemplate[])[] | undefined;
};

/** Why a code is not recognised although it was looked at, or could not be decided about. */
export type Refusal = 'no_agreement' | 'reason_not_covered' | 'stale_source' | 'stale_risk' | 'no_rule_set';

/** What was found out about a code that could be looked at. */
export type Finding = {
  readonly result: 'recognised' | 'not_recognised';
  readonly colour?: Colour;
  readonly measure: Measure;
  readonly measureUntil: Date | null;
  readonly fired: readonly Rule[];
  readonly undetermined: readonly Undetermined[];
  readonly refusal?: Refusal;
};

/** The palette in which a destination answers a scheme: its international rules where it has some. */
const schemesFor = (scheme: Scheme, destination: DivisionCode): readonly Scheme[] => {
  if (destination === '000000') return ['national'];
  return scheme === 'international' ? ['international', 'domestic'] : ['domestic'];
};

/** Looks up what the knowledge has on a shown record. */
export const caseOf = (question: Question, knowledge: Knowledge, shown: Shown): Case => {
  const at = new Date(question.at);
  const { issuer, scheme, colour, reasons } = shown.record;
  const { destination, purpose, mode } = question;
  return {
    question,
    knowledge,
    at,
    shown,
    chosen: knowledge.agreements.choose({ destination, purpose, mode, issuer, scheme, at }),
    ruleSet: schemesFor(scheme, destination)
      .map((wanted) => knowledge.ruleSets.find(destination, wanted, at))
      .find((found) => found !== undefined),
    meanings: reasons ? undefined : knowledge.meanings(issuer, scheme, colour),
  };
};

/** What of the knowledge the case used: enough to decide it again. */
export const usedBy = ({ question, knowledge, shown, chosen, ruleSet, meanings }: Case): Used => ({
  agreement: chosen?.agreement ?? null,
  ruleSet: ruleSet?.ruleSet ?? null,
  levels: { version: knowledge.levels.version, entries: levelsUsed(knowledge, shown) },
  riskAgeSeconds: knowledge.riskAgeSeconds,
  path: knowledge.pathOf(question.destination),
  meanings: meanings ?? null,
});

const levelsUsed = ({ levels }: Knowledge, shown: Shown | undefined): Used['levels']['entries'] => {
  const divisions = (shown?.record.reasons ?? []).flatMap((reason) =>
    reason.kind === 'exposure.area' ? [reason.division] : [],
  );
  return [...new Set(divisions)].sort().flatMap((division) => {
    const level = levels.levelOf(division);
    return level ? [{ division, level }] : [];
  });
};
