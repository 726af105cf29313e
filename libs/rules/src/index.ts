export { polarityOf, type Polarity } from './polarity.ts';
export { MalformedRule, compileRule, type CompiledRule, type RuleResult } from './rule.ts';
export { MAX_DEPTH, validateRule, type Issue } from './validate.ts';
export type { Value } from './value.ts';
