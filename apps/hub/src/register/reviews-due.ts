import type { WorkChecks } from '@huren/platform';
import { isInForce } from '@huren/recognition';
import type { Agreement, Clause } from '@huren/recognition';
import type { HubContext } from '../hub-context.ts';

/** Whether the parties were to look at a clause again by now. It holds nevertheless. */
export const isReviewDue = ({ reviewBy }: Clause, at: Date): boolean =>
  !!reviewBy && Date.parse(reviewBy) <= at.getTime();

/** The clauses of an agreement in date that are due for review, by their ids. */
export const reviewsDue = (agreement: Agreement, at: Date): string[] =>
  agreement.state === 'ended' || !isInForce(agreement, at)
    ? []
    : agreement.clauses
        .filter((clause) => isInForce(clause, at) && isReviewDue(clause, at))
        .map(({ id }) => id);

/** Names to operators the clauses that are due for review. No alarm: work flows, and it is the parties' to do. */
export const reviewCheck = ({ knowledge, clock }: Pick<HubContext, 'knowledge' | 'clock'>): WorkChecks => ({
  reviews: () => {
    const at = clock.now();
    const due = knowledge
      .allAgreements()
      .flatMap((one) => reviewsDue(one, at).map((clause) => `${one.id}@${one.version} ${clause}`));
    return Promise.resolve({ ok: true, due: due.sort() });
  },
});
