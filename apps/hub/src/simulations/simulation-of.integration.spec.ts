import { randomUUID } from 'node:crypto';
import { emptyTally, summaryOf } from '@huren/agreements';
import { digestOf } from '@huren/crypto';
import { foundingAgreements, foundingRuleSets } from '@huren/recognition';
import type { Agreement, RuleSet } from '@huren/recognition';
import { DAY_MS } from '@huren/standard';
import { testDatabase } from '@huren/testing';
import type { TestDatabase } from '@huren/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { hubMigrations } from '../database/migrations.ts';
import { publicReport } from './public-report.ts';
import type { SimulationReport } from './simulation.ts';
import { doubtOfSimulation, simulationOf } from './simulation-of.ts';
import { addSimulation, findSimulation, forgetSimulations, noteEnd, noteReport } from './simulation-store.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ migrations: hubMigrations });
});
afterAll(() => database.drop());

const [agreement, another] = foundingAgreements as readonly [Agreement, Agreement];
const [ruleSet] = foundingRuleSets as readonly [RuleSet];
const now = new Date('2020-03-16T09:00:00+08:00');
const asked = {
  draft: { agreement },
  window: { from: '2020-03-15T00:00:00Z', to: '2020-03-16T00:00:00Z' },
  asOf: '2020-03-16T00:00:00Z',
  synthetic: null,
};

const kept = async (draft: SimulationReport['draft'], examined = 1): Promise<string> => {
  const { sql } = database;
  const id = randomUUID();
  await addSimulation(sql, id, asked, now);
  const report: SimulationReport = {
    ...asked,
    draft,
    engine: '1',
    recorded: { ...summaryOf({ ...emptyTally(), examined }), erased: 0 },
    population: null,
  };
  await noteReport(sql, id, report, now);
  return digestOf(publicReport(report));
};

it('a document that names a simulation is the very draft that was tried, or it is not of it', async () => {
  const { sql } = database;
  const none = { agreement: null, ruleSet: null, levels: null };
  const ofAgreement = await kept({ ...none, agreement: digestOf(agreement) });
  const ofRules = await kept({ ...none, ruleSet: digestOf(ruleSet) });
  expect((await simulationOf(sql, ofAgreement))?.draft.agreement).toBe(digestOf(agreement));
  const cases = [
    [agreement, undefined],
    [{ ...agreement, simulation: ofAgreement }, undefined],
    [{ ...ruleSet, simulation: ofRules }, undefined],
    [{ ...another, simulation: ofAgreement }, 'foreign_simulation'],
    [{ ...agreement, basis: 'changed since', simulation: ofAgreement }, 'foreign_simulation'],
    [{ ...agreement, simulation: ofRules }, 'foreign_simulation'],
    [{ ...agreement, simulation: `sm3:${'0'.repeat(64)}` }, 'foreign_simulation'],
  ] as const;
  for (const [document, expected] of cases) expect(await doubtOfSimulation(sql, document)).toBe(expected);
});

it('a simulation shows nothing that looked at nobody, and another thing where it tried more than the document', async () => {
  const { sql } = database;
  const none = { agreement: null, ruleSet: null, levels: null };
  const alone = { ...none, agreement: digestOf(agreement) };
  const empty = await kept(alone, 0);
  expect(await doubtOfSimulation(sql, { ...agreement, simulation: empty })).toBe('empty_simulation');
  for (const more of [{ ruleSet: digestOf(ruleSet) }, { levels: digestOf([]) }]) {
    const joint = await kept({ ...alone, ...more });
    expect(await doubtOfSimulation(sql, { ...agreement, simulation: joint })).toBe('joint_simulation');
  }
});

it('a simulation that has ended stays as it is', async () => {
  const { sql } = database;
  const id = randomUUID();
  await addSimulation(sql, id, asked, now);
  expect(await noteEnd(sql, id, 'cancelled', null, now)).toBe(true);
  expect(await noteEnd(sql, id, 'failed', 'fault', now)).toBe(false);
  const [row] = await sql.query('select state from simulation where simulation_id = $1', [id]);
  expect(row).toEqual({ state: 'cancelled' });
});

it('a simulation is forgotten after 90 days, unless terms name it or it is under way', async () => {
  const { sql } = database;
  const none = { agreement: null, ruleSet: null, levels: null };
  const [named, other] = [
    await kept({ ...none, agreement: 'named' }),
    await kept({ ...none, agreement: 'other' }),
  ];
  await addSimulation(sql, 'under-way', asked, now);
  await sql.query(`insert into instrument (kind, id, life) values ('agreement', 'tried', '{}')`);
  await sql.query(
    `insert into instrument_version (kind, id, version, terms, findings, revision)
     values ('agreement', 'tried', 1, jsonb_build_object('simulation', $1::text), '[]', 1)`,
    [named],
  );
  const daysLater = (days: number) => new Date(now.getTime() + days * DAY_MS);
  const known = async () => [
    (await simulationOf(sql, named)) !== undefined,
    (await simulationOf(sql, other)) !== undefined,
    (await findSimulation(sql, 'under-way')) !== undefined,
  ];
  await forgetSimulations(sql, daysLater(90));
  expect(await known()).toEqual([true, true, true]);
  await forgetSimulations(sql, daysLater(91));
  expect(await known()).toEqual([true, false, true]);
});
