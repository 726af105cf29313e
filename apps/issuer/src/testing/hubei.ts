import type { Sql } from '@huren/events';
import { foundingRuleSets, ruleSetIndex } from '@huren/recognition';
import { findIssuer } from '@huren/standard';
import type { CodeRef, Issuer } from '@huren/standard';
import { apply, checkApplication } from '../applications/apply.ts';
import type { Stay } from '../assessment/gather-reasons.ts';
import type { AskFacts } from '../facts/ask-facts.ts';
import type { IssuerContext } from '../issuer-context.ts';

const hubei = findIssuer('420000') as Issuer;
const ruleSets = ruleSetIndex(foundingRuleSets);

/** Nobody knows anything of anybody. */
export const nobody: AskFacts = async () => undefined;

/** As much of an issuers' process as assessing takes, on the founding rule sets. */
export const contextOf = (
  database: IssuerContext['database'],
  now: () => Date,
  askFacts: AskFacts = nobody,
): IssuerContext =>
  ({
    database,
    clock: { now },
    knowledge: { ruleSets: () => ruleSets },
    askFacts,
    isCaughtUp: () => true,
    logger: { error: () => undefined },
  }) as unknown as IssuerContext;

/** Somebody healthy applies in Hubei while the risk service cannot be asked, in the caller's transaction. */
export const applyInHubei = async (
  tx: Sql,
  context: IssuerContext,
  itinerary?: readonly Stay[],
): Promise<CodeRef> => {
  const document = { type: 'resident_id', number: '421002198001010015', name: '试1' };
  const health = { temperatureTenths: 366, symptoms: [], closeContact: false };
  const given = { channel: 'ehuiban_app', document, consent: { version: '2020-02' }, health, itinerary };
  const checked = checkApplication(hubei, given, Buffer.alloc(32, 1));
  if (!checked.ok) throw new Error(JSON.stringify(checked.error));
  return (await apply(tx, hubei, checked.application, undefined, context)).record.codeRef;
};
