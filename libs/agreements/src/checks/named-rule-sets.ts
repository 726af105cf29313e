import { schemesFor } from '@huren/recognition';
import type { Agreement, Clause, RuleSet } from '@huren/recognition';
import { ancestry } from '@huren/standard';
import { error, warning } from './finding.ts';
import type { Finding } from './finding.ts';

/** Whether rules are those of the clause's destination, or of a place around it, for the codes that it lets in. */
export const fits = (id: string, { destination, scheme = 'domestic' }: Clause): boolean =>
  ancestry(destination).some((division) =>
    schemesFor(scheme, destination).some((wanted) => id === `${division}.${wanted}`),
  );

/** A version of a rule set that its authority signed. */
export type SignedRuleSet = Pick<RuleSet, 'id' | 'version'>;

type Named = NonNullable<Clause['ruleSet']>;

/** Whether nobody has signed what a clause names, or not in a version as new as agreed. */
const unsigned = ({ id, minVersion }: Named, path: string, signed: readonly SignedRuleSet[]): Finding[] => {
  const known = signed.filter((one) => one.id === id);
  if (known.some(({ version }) => version >= minVersion)) return [];
  const message = `${id} is signed in no version from ${minVersion} on: until then nobody is recognised under the clause`;
  return [warning('unsigned_rule_set', `${path}/${known.length > 0 ? 'minVersion' : 'id'}`, message)];
};

/** Clauses that put a destination under rules which are not its own, or which nobody has signed. */
export const namedRuleSets = ({ clauses }: Agreement, signed: readonly SignedRuleSet[]): Finding[] =>
  clauses.flatMap((clause, index) => {
    const { ruleSet, destination, scheme = 'domestic' } = clause;
    const path = `/clauses/${index}/ruleSet`;
    if (ruleSet === undefined) return [];
    if (fits(ruleSet.id, clause)) return unsigned(ruleSet, path, signed);
    const message = `${ruleSet.id} does not colour ${scheme} codes at ${destination}`;
    return [error('foreign_rule_set', `${path}/id`, message)];
  });
