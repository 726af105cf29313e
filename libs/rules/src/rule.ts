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
   * and those that contain them, are not read: a result that depends on one is unknown. A known answer may
   * be falsy in another way than with everything known. Never throws.
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
  const evaluator = compile(expression, 'answer');
  return {
    evaluate: (data, unknownPaths) =>
      guarded(() => resultOf(evaluator(data as Value, unknownPathTest(unknownPaths)))),
    reads: readsOf(expression),
  };
};

const resultOf = (result: Value | Unknown): RuleResult =>
  result instanceof Unknown
    ? { unknown: true, missing: [...result.missing].sort(), faults: [...result.faults].sort() }
    : { value: result };

/**
 * Data are JSON; a getter or proxy that throws makes the result unknown rather than the caller fail. What it
 * threw is not looked at: that could throw too, and is not for a log.
 */
const guarded = (work: () => RuleResult): RuleResult => {
  try {
    return work();
  } catch {
    return resultOf(fault('the data could not be read'));
  }
};
