import { compile } from './compile.ts';
import { readsOf } from './reads.ts';
import { Unknown, fault, unknownPathTest } from './unknown.ts';
import { validateRule } from './validate.ts';
import type { Issue } from './validate.ts';
import type { Value } from './value.ts';

/** A known value, or why there is none. */
export type RuleResult =
  | { readonly value: Value }
  | { readonly unknown: true; readonly missing: readonly string[]; readonly faults: readonly string[] };

export type CompiledRule = {
  /**
   * Evaluates over data, left to right, reading own properties only. Paths named as unknown, those below
   * and those that contain them, are not read: a result that depends on one is unknown. Never throws.
   */
  evaluate(data: unknown, unknownPaths?: ReadonlySet<string> | readonly string[]): RuleResult;
  /** Data paths that the expression may read, sorted. */
  readonly reads: readonly string[];
};

/** An expression that is not CertLogic, with every fault by its path. */
export class MalformedRule extends Error {
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    super(issues.map(({ path, message }) => `${path || '/'}: ${message}`).join('; '));
    this.name = 'MalformedRule';
    this.issues = issues;
  }
}

/** Compiles a CertLogic expression. @throws MalformedRule */
export const compileRule = (expression: unknown): CompiledRule => {
  const issues = validateRule(expression);
  if (issues.length > 0) throw new MalformedRule(issues);
  const evaluator = compile(expression, 'truth');
  return {
    evaluate: (data, unknownPaths) =>
      resultOf(guarded(() => evaluator(data as Value, unknownPathTest(unknownPaths)))),
    reads: readsOf(expression),
  };
};

/** Data are JSON; a getter or proxy that throws makes the result unknown rather than the caller fail. */
const guarded = (work: () => Value | Unknown): Value | Unknown => {
  try {
    return work();
  } catch (error) {
    return fault(error instanceof Error ? error.message : 'the data could not be read');
  }
};

const resultOf = (result: Value | Unknown): RuleResult =>
  result instanceof Unknown
    ? { unknown: true, missing: [...result.missing].sort(), faults: [...result.faults].sort() }
    : { value: result };
