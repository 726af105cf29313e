import { ProblemException, problem } from '@huren/platform';
import type { FieldProblem } from '@huren/platform';
import type { Agreement, RuleSet } from '@huren/recognition';
import { checkedAgreement, checkedRuleSet } from '../simulations/check-documents.ts';
import type { Checked } from '../agreements/read-document.ts';
import type { DifferenceDto, TwoDocumentsDto } from './differences.dto.ts';

type Pair<Document> = { readonly before: Document; readonly after: Document };

const pairOf = <Document>(
  { before, after }: TwoDocumentsDto,
  at: string,
  check: (given: object, at: string) => Checked<Document>,
): Checked<Pair<Document>> => {
  const [first, second] = [check(before, `${at}/before`), check(after, `${at}/after`)];
  const faults = [...first.faults, ...second.faults];
  return first.value !== undefined && second.value !== undefined
    ? { value: { before: first.value, after: second.value }, faults }
    : { faults };
};

/** Rule sets are compared as what holds for the same codes at the same place. */
const placeFaults = (pair: Pair<RuleSet> | undefined): FieldProblem[] =>
  (['destination', 'scheme'] as const).flatMap((field) =>
    pair && pair.before[field] !== pair.after[field]
      ? [{ pointer: `/ruleSet/after/${field}`, reason: 'is not that of `before`' }]
      : [],
  );

/** The documents that are to be compared. @throws ProblemException that names every field that does not fit */
export const checkedPairs = ({
  agreement,
  ruleSet,
}: DifferenceDto): { agreement?: Pair<Agreement>; ruleSet?: Pair<RuleSet> } => {
  const terms = agreement && pairOf(agreement, '/agreement', checkedAgreement);
  const rules = ruleSet && pairOf(ruleSet, '/ruleSet', checkedRuleSet);
  const faults = [
    ...(agreement || ruleSet ? [] : [{ pointer: '', reason: 'has neither `agreement` nor `ruleSet`' }]),
    ...(terms?.faults ?? []),
    ...(rules?.faults ?? []),
    ...placeFaults(rules?.value),
  ];
  if (faults.length > 0)
    throw new ProblemException(problem(422, 'invalid_document', 'They cannot be compared.', faults));
  return {
    ...(terms?.value ? { agreement: terms.value } : {}),
    ...(rules?.value ? { ruleSet: rules.value } : {}),
  };
};
