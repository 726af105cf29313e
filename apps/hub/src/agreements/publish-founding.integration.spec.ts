import { keySealFault } from '@huren/agreements';
import type { AgreementEvent, BusEvent, PartyKeyEvent, RuleSetEvent } from '@huren/events';
import { federationKeys, federationKnowledge } from '@huren/platform';
import { foundingAgreements, foundingRuleSets } from '@huren/recognition';
import { testDatabase } from '@huren/testing';
import type { TestDatabase } from '@huren/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { hubMigrations } from '../database/migrations.ts';
import { foundMembers } from '../members/member-paths.ts';
import { publishFounding } from './publish-founding.ts';
import { resealKeys } from './reseal-keys.ts';

const NOW = new Date('2020-03-16T01:00:00Z');
const keys = federationKeys(new Uint8Array(32));
const context = { clock: { now: () => NOW }, keys, knowledge: federationKnowledge(keys.registrar) };

let database: TestDatabase;

beforeEach(async () => {
  database = await testDatabase({ migrations: hubMigrations });
  await database.transactions.run((tx) => foundMembers(tx, NOW));
}, 60_000);

afterEach(() => database.drop());

const publish = () => database.transactions.run((tx) => publishFounding(tx, context));

type Published = BusEvent & { readonly data: AgreementEvent | RuleSetEvent };

const published = async (): Promise<Published[]> => {
  const rows = await database.sql.query<{ event: Published }>(
    `select event from outbox where event ->> 'topic' in ('huren.agreement.v1', 'huren.ruleset.v1') order by seq`,
  );
  return rows.map(({ event }) => event);
};

const revisions = async () => new Set((await published()).map(({ data }) => data.revision));

describe('the agreements and rule sets of March 2020', () => {
  it('are published once, signed, in the state and with the dates that they have by then', async () => {
    expect([await publish(), await publish()]).toEqual([true, false]);
    const events = await published();
    expect(events).toHaveLength(foundingAgreements.length + foundingRuleSets.length);
    expect(events.every(({ data }) => data.proof !== undefined)).toBe(true);
    const documents = events.map(({ data }) => ('agreement' in data ? data.agreement : data.ruleSet));
    for (const document of [...foundingAgreements, ...foundingRuleSets])
      expect(documents).toContainEqual(document);
    expect(await revisions()).toEqual(new Set([1]));
  });

  it('are told once more, signed, where they were published before that', async () => {
    await database.sql.query(`insert into founding (id) values ('2020-03')`);
    expect(await publish()).toBe(true);
    expect(await revisions()).toEqual(new Set([2]));
  });
});

describe('keys of parties', () => {
  it('are told once more where they were told before they were sealed, under the registrar’s seal', async () => {
    await publish();
    await database.sql.query('delete from outbox');
    const { registrarKey, registrar } = context.keys;
    const reseal = () =>
      database.transactions.run((tx) => resealKeys(tx, { now: NOW, registrar: registrarKey }));
    await reseal();
    await reseal();
    const rows = await database.sql.query<{ data: PartyKeyEvent }>(
      `select event -> 'data' as data from outbox where event ->> 'topic' = 'huren.partykey.v1'`,
    );
    expect(rows.length).toBeGreaterThan(1);
    expect(new Set(rows.map(({ data: { key } }) => key.kid)).size).toBe(rows.length);
    for (const { data } of rows) {
      expect(data.revision).toBe(2);
      expect(keySealFault(data, registrar)).toBeUndefined();
    }
  });
});
