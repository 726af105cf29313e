import type { Sql } from '@huren/events';
import type { HubContext } from '../hub-context.ts';
import { keepDecisions } from '../decisions/keep-decisions.ts';
import { decideAll } from '../recognition/recognise.ts';
import { clearedAs, requestsOf } from './clear-manifest.ts';
import { claimToRefresh, putPeople } from './manifest-store.ts';

/** Time alone changes outcomes: an open manifest is looked at again after so long. */
const LOOK_AGAIN_MS = 60_000;

/** Most manifests looked at in one run. */
const LIMIT = 50;

/**
 * Decides anew about open manifests when agreements, rules, levels or paths have changed, or a minute has passed. A
 * decision of the same grounds as the one that stands is not kept. One transaction a manifest. Answers how many were
 * looked at: none before this process has caught up with what it decides by.
 */
export const refreshManifests = async (context: HubContext): Promise<number> => {
  if (!context.isCaughtUp()) return 0;
  let looked = 0;
  while (looked < LIMIT && (await context.database.transactions.run((tx) => refreshOne(tx, context))))
    looked += 1;
  return looked;
};

const refreshOne = async (tx: Sql, context: HubContext): Promise<boolean> => {
  const now = context.clock.now();
  const lookedBefore = new Date(now.getTime() - LOOK_AGAIN_MS);
  const claimed = await claimToRefresh(tx, context.knowledge.stamp(), now, lookedBefore);
  if (!claimed) return false;
  const { manifest, people } = claimed;
  const decided = await decideAll(tx, requestsOf(manifest, people), context);
  const changed = people.flatMap((person, at) => {
    const kept = decided[at]?.kept;
    const next = kept && clearedAs(person, kept.decision);
    return next && next.grounds !== person.grounds ? [{ kept, next }] : [];
  });
  await keepDecisions(
    tx,
    changed.map(({ kept }) => kept),
  );
  await putPeople(
    tx,
    manifest.manifestId,
    changed.map(({ next }) => next),
  );
  return true;
};
