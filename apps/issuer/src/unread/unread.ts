import { groupOf, keyHealth, personTopic, regionTopic, shareTopicOf } from '@huren/events';
import type { KeyHealth } from '@huren/events';
import type { CodeRef, DivisionCode, IssuerCode } from '@huren/standard';
import type { CodeRow } from '../assessment/code-store.ts';
import type { IssuerContext } from '../issuer-context.ts';
import { FACTS_GROUP, LEVELS_GROUP, SHARES_GROUP } from './groups.ts';

type Context = Pick<IssuerContext, 'database' | 'deployment'>;

const healthOf = ({ database, deployment }: Context, group: string): KeyHealth =>
  keyHealth(database.sql, groupOf(deployment, group));

/** Whether something that may colour a code came and could not be read. */
export const isCodeUnread = async (
  { code_ref, subject }: Pick<CodeRow, 'code_ref' | 'subject'>,
  context: Context,
): Promise<boolean> => {
  if (await healthOf(context, FACTS_GROUP).isPoisoned(personTopic.name, subject)) return true;
  const stays = await context.database.sql.query<{ division: DivisionCode }>(
    'select division from stay where code_ref = $1 and division is not null',
    [code_ref],
  );
  const divisions = stays.map(({ division }) => division);
  return (await healthOf(context, LEVELS_GROUP).poisonedAmong(regionTopic.name, divisions)).size > 0;
};

/** Whether what was shared last of one of the codes could not be read. */
export const isShareUnread = async (
  sharedWith: IssuerCode,
  codeRefs: readonly CodeRef[],
  context: Context,
): Promise<boolean> => {
  const health = healthOf(context, SHARES_GROUP);
  return (await health.poisonedAmong(shareTopicOf(sharedWith), codeRefs)).size > 0;
};
