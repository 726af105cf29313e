import { meaningsOf } from '@huren/dialects';
import { riskAgeSeconds } from '@huren/platform';
import type { Sql } from '@huren/events';
import type { Knowledge } from '@huren/recognition';
import type { DivisionCode } from '@huren/standard';
import type { HubContext } from '../hub-context.ts';
import { pathsOf } from '../members/member-paths.ts';

/** What the hub knows, for decisions about some destinations at an instant that is now. */
export const knowledgeFor = async (
  sql: Sql,
  destinations: readonly DivisionCode[],
  { knowledge, knowledgeCompleteAt }: HubContext,
  now: Date,
): Promise<Knowledge> => ({
  agreements: knowledge.agreements(),
  ruleSets: knowledge.ruleSets(),
  levels: knowledge.levels(),
  riskAgeSeconds: riskAgeSeconds(knowledge, knowledgeCompleteAt(), now),
  pathOf: await pathsOf(sql, destinations),
  meanings: meaningsOf,
});
