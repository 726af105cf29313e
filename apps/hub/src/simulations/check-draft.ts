import { beginningOf, checkAgreement } from '@huren/agreements';
import type { Draft } from '@huren/agreements';
import { ProblemException, problem } from '@huren/platform';
import type { FieldProblem } from '@huren/platform';
import { agreement, compileRuleSet, ruleSet } from '@huren/recognition';
import type { RuleSet } from '@huren/recognition';
import { allDivisions, ancestry, chinaTime, fieldErrors, isDivision } from '@huren/standard';
import type { DivisionCode } from '@huren/standard';
import type { z } from 'zod';
import { askedWindow } from '../decisions/decisions.dto.ts';
import type { SimulationAsked } from './simulation.ts';
import type { DraftDto, DraftLevelDto, SimulationDto } from './simulations.dto.ts';

type Checked<T> = { readonly value?: T; readonly faults: readonly FieldProblem[] };

const under =
  (pointer: string) =>
  ({ path, message }: { path: string; message: string }): FieldProblem => ({
    pointer: `${pointer}${path}`,
    reason: message,
  });

const parsed = <S extends z.ZodType>(schema: S, given: unknown, at: string): Checked<z.output<S>> => {
  const { data, error } = schema.safeParse(given, { reportInput: true });
  if (!error) return { value: data, faults: [] };
  const told = fieldErrors(error.issues).map(({ pointer, message }) => ({ path: pointer, message }));
  return { faults: told.map(under(at)) };
};

const AGREEMENT = '/draft/agreement';
const RULE_SET = '/draft/ruleSet';

const checkedAgreement = (given: object): Checked<Draft['agreement']> => {
  const { value, faults } = parsed(agreement, given, AGREEMENT);
  if (!value) return { faults };
  const errors = checkAgreement(value).filter(({ severity }) => severity === 'error');
  return { value, faults: errors.map(under(AGREEMENT)) };
};

const placeOf = ({ rules }: RuleSet, id: string): string => {
  const at = rules.findIndex((rule) => rule.id === id);
  return at < 0 ? `/${id}` : `/rules/${at}`;
};

const checkedRuleSet = (given: object): Checked<Draft['ruleSet']> => {
  const { value, faults } = parsed(ruleSet, given, RULE_SET);
  if (!value) return { faults };
  const admission = compileRuleSet(value);
  const errors = admission.ok ? [] : admission.errors;
  const told = errors.map(({ rule, path, message }) => ({
    path: `${placeOf(value, rule)}/${path}`,
    message,
  }));
  return { value, faults: told.map(under(RULE_SET)) };
};

/** Levels are those of the smallest divisions: what lies around them is another matter. */
const levelFault = (division: DivisionCode): string | undefined => {
  if (!isDivision(division)) return 'is no division of GB/T 2260';
  const isWhole = allDivisions().every(({ code }) => code === division || !ancestry(code).includes(division));
  return isWhole ? undefined : 'has counties: name each of them';
};

const levelFaults = (levels: readonly DraftLevelDto[]): FieldProblem[] =>
  levels.flatMap(({ division }, at) => {
    const isRepeated = levels.findIndex((other) => other.division === division) !== at;
    const reason = levelFault(division) ?? (isRepeated ? 'stands twice' : undefined);
    return reason ? [{ pointer: `/draft/levels/${at}/division`, reason }] : [];
  });

const checkedDraft = ({ agreement: terms, ruleSet: rules, levels }: DraftDto): Draft => {
  const [first, second] = [terms && checkedAgreement(terms), rules && checkedRuleSet(rules)];
  const nothing = [{ pointer: '/draft', reason: 'has neither `agreement` nor `ruleSet` nor `levels`' }];
  const faults = [
    ...(terms || rules || levels ? [] : nothing),
    ...(first?.faults ?? []),
    ...(second?.faults ?? []),
    ...levelFaults(levels ?? []),
  ];
  if (faults.length > 0)
    throw new ProblemException(problem(422, 'invalid_draft', 'The draft cannot be tried.', faults));
  return {
    ...(first?.value ? { agreement: first.value } : {}),
    ...(second?.value ? { ruleSet: second.value } : {}),
    ...(levels ? { levels: levels.map(({ division, level }) => ({ division, level })) } : {}),
  };
};

/** What a request asks to simulate. @throws ProblemException that names every field that does not fit */
export const askedSimulation = ({ draft, window, asOf, synthetic }: SimulationDto): SimulationAsked => {
  const { from, to } = askedWindow(window, '/window');
  const tried = checkedDraft(draft);
  const instant = asOf === undefined ? (beginningOf(tried) ?? to) : new Date(asOf);
  return {
    draft: tried,
    window: { from: from.toISOString(), to: to.toISOString() },
    asOf: chinaTime(instant),
    synthetic: synthetic ? { size: synthetic.size, seed: synthetic.seed } : null,
  };
};
