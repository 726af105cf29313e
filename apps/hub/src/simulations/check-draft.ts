import { beginningOf } from '@huren/agreements';
import type { Draft } from '@huren/agreements';
import { ProblemException, problem, askedWindow } from '@huren/platform';
import type { FieldProblem } from '@huren/platform';
import { allDivisions, ancestry, chinaTime, isDivision } from '@huren/standard';
import type { DivisionCode } from '@huren/standard';
import { checkedAgreement, checkedRuleSet } from './check-documents.ts';
import type { SimulationAsked } from './simulation.ts';
import type { DraftDto, DraftLevelDto, SimulationDto } from './simulations.dto.ts';

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
  const [first, second] = [
    terms && checkedAgreement(terms, '/draft/agreement'),
    rules && checkedRuleSet(rules, '/draft/ruleSet'),
  ];
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
