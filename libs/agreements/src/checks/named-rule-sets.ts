import { schemesFor } from '@huren/recognition';
import type { Agreement, Clause } from '@huren/recognition';
import { ancestry } from '@huren/standard';
import { error } from './finding.ts';
import type { Finding } from './finding.ts';

/** Whether rules are those of the clause's destination, or of a place around it, for the codes that it lets in. */
const fits = (id: string, { destination, scheme = 'domestic' }: Clause): boolean =>
  ancestry(destination).some((division) =>
    schemesFor(scheme, destination).some((wanted) => id === `${division}.${wanted}`),
  );

/** Clauses that put a destination under rules which are not its own. */
export const namedRuleSets = ({ clauses }: Agreement): Finding[] =>
  clauses.flatMap((clause, index) =>
    clause.ruleSet === undefined || fits(clause.ruleSet.id, clause)
      ? []
      : [
          error(
            'foreign_rule_set',
            `/clauses/${index}/ruleSet/id`,
            `${clause.ruleSet.id} does not colour ${clause.scheme ?? 'domestic'} codes at ${clause.destination}`,
          ),
        ],
  );
