import { randomUUID } from 'node:crypto';
import type { Route } from '@huren/events';
import { federationKeys, federationKnowledge, noCache } from '@huren/platform';
import {
  agreementIndex,
  decideWithTrace,
  foundingAgreements,
  foundingRuleSets,
  ruleSetIndex,
} from '@huren/recognition';
import type { AgreementIndex } from '@huren/recognition';
import { testDatabase } from '@huren/testing';
import type { TestDatabase } from '@huren/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';
import { hubMigrations } from '../database/migrations.ts';
import type { HubContext } from '../hub-context.ts';
import { refreshManifests } from '../manifests/refresh-manifests.ts';
import { hotRecords } from '../record-index/hot-records.ts';
import { routeFollower } from './follow-routes.ts';
import { outlookAt } from './outlook.ts';
import { ruledClauses } from './ruled-clauses.ts';
import { insertSubscription, toldOf } from './subscription-store.ts';

const NOW = new Date('2020-03-16T09:00:00+08:00');
const RULE_SETS = ruleSetIndex(foundingRuleSets);
const clock = { now: () => NOW };
const ROUTE: Route = {
  ...{ issuer: '420000', scheme: 'domestic', destination: '440111' },
  ...{ purpose: 'entry', mode: 'showing' },
};

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase({ migrations: hubMigrations });
}, 60_000);

afterAll(() => database.drop(), 60_000);

/** A hub that has just started on the same database: it reads the log from the beginning. */
const started = () => {
  const heard = { agreements: agreementIndex([]), ruleSets: RULE_SETS, all: false };
  const keys = federationKeys(new Uint8Array(32));
  const context: HubContext = {
    ...{ database, clock, keys },
    knowledge: {
      ...federationKnowledge(keys.registrar),
      agreements: () => heard.agreements,
      ruleSets: () => heard.ruleSets,
    },
    records: hotRecords({ cache: noCache(), lifeMs: 0, clock, metrics: new Registry() }),
    handles: { scanned: () => undefined },
    decide: decideWithTrace,
    knowledgeCompleteAt: () => null,
    isCaughtUp: () => heard.all,
    services: () => [],
  };
  return { heard, context, follow: routeFollower(context) };
};

const follows = (subscriptionId: string, agreements: AgreementIndex) =>
  database.transactions.run((tx) =>
    insertSubscription(
      tx,
      subscriptionId,
      ROUTE,
      outlookAt(ruledClauses(agreements, RULE_SETS), ROUTE, NOW),
      NOW,
    ),
  );

describe('a hub that starts again', () => {
  it('tells those who follow a route nothing before it has read all that it decides by, and then no more than before', async () => {
    const subscriptionId = randomUUID();
    const agreements = agreementIndex(foundingAgreements);
    await follows(subscriptionId, agreements);
    const told = async () => (await toldOf(database.sql, subscriptionId)).map(({ standing }) => standing);
    const before = await told();
    expect(before).toMatchObject([{ agreement: 'baiyun-hubei' }]);
    const { heard, follow } = started();
    await follow();
    heard.agreements = agreementIndex(foundingAgreements.slice(0, 1));
    await follow();
    expect(await told()).toEqual(before);
    Object.assign(heard, { agreements, all: true });
    await follow();
    expect(await told()).toEqual(before);
    heard.agreements = agreementIndex(foundingAgreements.filter(({ id }) => id !== 'baiyun-hubei'));
    await follow();
    expect(await told()).toEqual([...before, null]);
  });

  it('tells them when the rules of a clause are signed that had none, though no agreement has changed', async () => {
    const subscriptionId = randomUUID();
    const agreements = agreementIndex(foundingAgreements);
    await follows(subscriptionId, agreements);
    const { heard, follow } = started();
    Object.assign(heard, { agreements, all: true });
    const told = async () => (await toldOf(database.sql, subscriptionId)).map(({ standing }) => standing);
    const [holds] = await told();
    heard.ruleSets = ruleSetIndex([]);
    await follow();
    heard.ruleSets = RULE_SETS;
    await follow();
    expect(await told()).toEqual([holds, null, holds]);
  });

  it('looks at no manifest before it has read all that it decides by', async () => {
    await database.sql.query(
      `insert into manifest (manifest_id, origin, destination, departure, employers)
       values ('m', '420000', '440000', '2020-03-19T09:00:00+08:00', '[]')`,
    );
    const { heard, context } = started();
    expect(await refreshManifests(context)).toBe(0);
    heard.all = true;
    expect(await refreshManifests(context)).toBe(1);
  });
});
