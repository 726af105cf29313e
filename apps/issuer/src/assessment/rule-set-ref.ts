import type { CompiledRuleSet } from '@huren/recognition';

/** A version of a rule set, as it is kept with the codes that were assessed by it. */
export const ruleSetRef = ({ ruleSet: { id, version } }: CompiledRuleSet): string => `${id}@${version}`;
