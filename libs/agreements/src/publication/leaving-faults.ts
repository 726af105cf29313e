import { canonicalJson } from '@huren/crypto';
import { chinaTime } from '@huren/standard';
import type { DivisionCode } from '@huren/standard';
import type { Leaving } from '../life-cycle/life.ts';
import type { Publication } from './proof.ts';
import { withoutParties } from './without-parties.ts';

/** An act whose signatures were checked: of which party, what it is, what it says and when it was done. */
export type CheckedAct = {
  readonly party: DivisionCode | undefined;
  readonly act: string | undefined;
  readonly at: string;
  readonly until: string | undefined;
};

/** When whoever did an act leaves by it; undefined: it is no such act. */
const leavesAt = ({ act, at, until }: CheckedAct): string | undefined => {
  if (act === 'give_notice' && until !== undefined) return chinaTime(new Date(until));
  return act === 'end_in_emergency' ? at : undefined;
};

/**
 * What in an agreement does not follow from its clauses as they were signed and from whoever left it since: a party that
 * has not said so, or clauses that are not those which that leaves.
 */
export const leavingFaults = ({ document, proof }: Publication, acts: readonly CheckedAct[]): string[] => {
  if (!('clauses' in document)) return [];
  const leaving: readonly Leaving[] = proof?.leaving ?? [];
  const hasSaid = ({ party, until }: Leaving): boolean =>
    acts.some((act) => act.party === party && leavesAt(act) === until);
  const clauses = withoutParties(proof?.terms.clauses ?? document.clauses, leaving);
  return [
    ...leaving
      .filter((one) => !hasSaid(one))
      .map(({ party, until }) => `${party} has not said that it leaves by ${until}`),
    ...(canonicalJson(clauses) === canonicalJson(document.clauses)
      ? []
      : ['its clauses are not those that were signed, without whoever has left']),
  ];
};
