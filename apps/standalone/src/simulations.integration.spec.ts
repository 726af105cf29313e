import { publicReport, simulationOf } from '@huren/hub';
import { digestOf } from '@huren/crypto';
import { foundingAgreements, foundingRuleSets } from '@huren/recognition';
import type { Agreement, Decision, RuleSet } from '@huren/recognition';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resident } from './demo/people.ts';
import { temporaryFederation } from './demo/temporary-federation.ts';
import { worldOf } from './demo/world.ts';
import type { Code, World } from './demo/world.ts';
import type { Federation } from './federation.ts';
import { publishSigned } from './testing/publish-signed.ts';
import { li, partiesAt, statesOf, termsOf, wang } from './testing/parties.ts';
import { pointersOf, send } from './testing/send.ts';
import { decisionsAbout, kindOf, simulationsAt, toldBy } from './testing/simulate.ts';
import type { Asked } from './testing/simulate.ts';

const LATER = '2020-03-16T09:30:00+08:00';
const window = { from: '2020-03-16', to: '2020-03-17' };

let federation: Federation;
let world: World;
const asked: Asked[] = [];
const { url, begin, find, simulate } = simulationsAt(() => federation.hub.url);

beforeAll(async () => {
  federation = await temporaryFederation('2020-03-16T09:00:00+08:00');
  world = worldOf(federation);
  const contact = { health: { temperatureTenths: 366, symptoms: [], closeContact: true } };
  const codes = [
    await world.apply('420000', resident('421002', 1)),
    await world.apply('420000', resident('421002', 2), contact),
    await world.apply('410000', resident('410102', 3)),
  ];
  asked.push(...(await decisionsAbout(world, codes, ['440111', '370600', '330106'])));
  await world.recognise('no code at all', '440111');
}, 60_000);

afterAll(() => federation.stop(), 60_000);

const recognise = async (code: Code, destination: string): Promise<Decision> =>
  world.recognise(await world.show(code), destination);

/** Baiyun recognises Hubei no more, and Henan for work and everything else. */
const baiyun = foundingAgreements.find(({ clauses }) =>
  clauses.some(({ destination }) => destination === '440111'),
) as Agreement;
const agreement: Agreement = {
  ...baiyun,
  version: baiyun.version + 1,
  validFrom: LATER,
  validTo: null,
  clauses: baiyun.clauses.map((clause) => ({
    ...clause,
    from: ['410000'],
    validFrom: LATER,
    validTo: null,
  })),
};

const shandong = foundingRuleSets.find(({ id }) => id === '370000.domestic') as RuleSet;
const ruleSet: RuleSet = {
  ...shandong,
  version: shandong.version + 1,
  validFrom: LATER,
  rules: shandong.rules.map((rule) => ({ ...rule, then: { ...rule.then, measure: 'medical_referral' } })),
  unrecognised: { measure: 'home_isolation', days: 7 },
};

const counted = (tables: readonly string[]): Promise<unknown[]> =>
  Promise.all(
    tables.map((table) =>
      federation.hubContext.database.sql.query(`select count(*)::int as n from ${table}`),
    ),
  );

describe('a simulation', () => {
  it('tells before a draft is in force what is decided once it is, one by one', async () => {
    const tables = ['decision', 'artefact', 'code_record', 'register_entry'];
    const before = await counted(tables);
    const { state, report } = await simulate({ draft: { agreement, ruleSet }, window });
    expect([state, await counted(tables)]).toEqual(['done', before]);
    const { recorded } = report;
    expect(recorded).toMatchObject({ examined: asked.length + 1, erased: 0 });
    expect(recorded.changed).toBeGreaterThan(3);
    const told = toldBy(report);
    expect(told.size).toBe(recorded.changed);

    const as = { revision: 1, state: 'in_force' } as const;
    await publishSigned(federation, { ...as, kind: 'agreement', document: agreement });
    await publishSigned(federation, { ...as, kind: 'rule_set', document: ruleSet });
    await world.at('2020-03-16T09:30:01+08:00');
    for (const { code, destination, decision } of asked) {
      const simulated = told.get(decision.decisionId) ?? kindOf(decision);
      expect(kindOf(await recognise(code, destination))).toEqual(simulated);
    }
  }, 60_000);

  it('tells the same of the same, by its digest, and its progress to the end', async () => {
    const body = { draft: { ruleSet }, window, synthetic: { size: 11_000, seed: 7 } };
    const first = await simulate(body);
    expect(first.digest).toBe(digestOf(publicReport(first.report)));
    expect(first.report.population).toMatchObject({ examined: 11_000 });
    const other = await simulate({ ...body, synthetic: { size: 11_000, seed: 8 } });
    expect(other.digest).not.toBe(first.digest);
    const id = await begin(body);
    const response = await fetch(url(`/${id}/progress`), {
      headers: { accept: 'application/x-ndjson' },
    });
    const lines = (await response.text()).trim().split('\n');
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({
      state: 'done',
      examined: first.report.recorded.examined + 11_000,
    });
    expect((await send(url(`/${id}`), 'GET', undefined)).body['digest']).toBe(first.digest);
    expect(await simulationOf(federation.hubContext.database.sql, first.digest)).toEqual(first.report);
  }, 60_000);

  it('is signed with the very terms that it tried, by its digest', async () => {
    const parties = partiesAt(federation, 'agreement');
    const terms = termsOf('tried');
    const { digest, report } = await simulate({
      draft: { agreement: { ...terms, state: 'in_force' } },
      window,
    });
    const tried = { ...terms, simulation: digest };
    for (const person of [wang, li]) await parties.register(person);
    await parties.draft(tried);
    expect(statesOf(await parties.propose('tried', 1, '440000'))).toEqual(['proposed']);
    const other = termsOf('tried-otherwise', { simulation: digest });
    await parties.draft(other);
    const refused = await parties.propose('tried-otherwise', 1, '440000');
    expect(refused).toMatchObject({ status: 422, body: { code: 'foreign_simulation' } });
    expect(pointersOf(refused)).toEqual(['/simulation']);
    const published = () => send(`${federation.hub.url}/v1/register/documents/${digest}`, 'GET', undefined);
    expect((await published()).status).toBe(404);
    expect(statesOf(await parties.sign(tried, [wang]))).toEqual(['proposed']);
    expect(statesOf(await parties.sign(tried, [li]))).toEqual(['signed']);
    await world.settle();
    const { status, body } = await published();
    expect([status, digestOf(body)]).toEqual([200, digest]);
    expect(body).toMatchObject({ draft: { ruleSet: null, levels: null }, recorded: { erased: 0 } });
    expect(body).toEqual(publicReport(report));
    expect(JSON.stringify(body)).not.toMatch(/decisionId|examples/);
  }, 60_000);

  it('that looked at nobody is no ground to sign, and one of more than the terms is told as joint', async () => {
    const parties = partiesAt(federation, 'agreement');
    const draftOf = (id: string) => ({ agreement: { ...termsOf(id), state: 'in_force' } });
    const nobody = { from: '2020-01-01', to: '2020-01-02' };
    const { digest } = await simulate({ draft: draftOf('untried'), window: nobody });
    await parties.draft(termsOf('untried', { simulation: digest }));
    const refused = await parties.propose('untried', 1, '440000');
    expect(refused).toMatchObject({ status: 422, body: { code: 'empty_simulation' } });
    const joint = await simulate({ draft: { ...draftOf('tried-jointly'), ruleSet }, window });
    const drafted = await parties.draft(termsOf('tried-jointly', { simulation: joint.digest }));
    expect((drafted.body['findings'] as unknown[])[0]).toMatchObject({
      severity: 'warning',
      code: 'joint_simulation',
      path: '/simulation',
    });
  }, 60_000);

  it('of levels touches those alone who were there', async () => {
    const { report } = await simulate({
      draft: { levels: [{ division: '420106', level: 'low' }] },
      window,
    });
    expect(report.recorded).toMatchObject({ touched: 0, changed: 0 });
    expect(report.recorded.examined).toBeGreaterThan(0);
  });

  it('of levels tells before they are set what is decided once they are, one by one', async () => {
    const stayed = { itinerary: [{ leftOn: '2020-03-15', division: '421003' }] };
    const codes = [
      await world.apply('420000', resident('421002', 4), stayed),
      await world.apply('420000', resident('421002', 5)),
    ];
    const decided = () => decisionsAbout(world, codes, ['420106', '420000']);
    const set = async (level: string): Promise<void> => {
      await world.risk('PUT', '/v1/regions/421003/level', { level });
      await world.settle();
    };
    const raising = (level: string, from = '2020-03-16') =>
      simulate({ draft: { levels: [{ division: '421003', level }] }, window: { ...window, from } });

    const low = await decided();
    const rise = await raising('medium');
    expect(rise.report).toMatchObject({
      recorded: { touched: 0, changed: 0 },
      limits: [{ code: 'stays_not_stated', divisions: ['421003'] }],
    });
    expect(publicReport(rise.report).limits).toEqual(rise.report.limits);
    await set('medium');
    await world.at('2020-03-16T10:00:00+08:00');
    const before = await decided();
    const toldOf = (all: readonly Asked[]) => all.map(({ decision }) => JSON.stringify(kindOf(decision)));
    const earlier = toldOf(low);
    expect(toldOf(before).map((one, at) => one === earlier[at])).toEqual([false, false, true, true]);

    const { report } = await raising('high', '2020-03-16T10:00:00+08:00');
    expect(report).toMatchObject({ recorded: { touched: 2, changed: 2 }, limits: [] });
    const told = toldBy(report);
    await set('high');
    for (const { code, destination, decision } of before) {
      const simulated = told.get(decision.decisionId) ?? kindOf(decision);
      expect(kindOf(await recognise(code, destination))).toEqual(simulated);
    }
    expect(told.size).toBe(2);
  }, 60_000);

  it('is begun once under its key, and stays cancelled where it was', async () => {
    const key = { 'idempotency-key': 'simulation-1' };
    const body = { draft: { ruleSet }, window, synthetic: { size: 1_000_000, seed: 1 } };
    const id = await begin(body, key);
    expect(await begin(body, key)).toBe(id);
    const { status, body: cancelled } = await send(url(`/${id}`), 'DELETE', undefined);
    expect([status, cancelled['state']]).toEqual([200, 'cancelled']);
    const next = await simulate({ draft: { ruleSet }, window });
    expect(next.state).toBe('done');
    expect((await find(id)).state).toBe('cancelled');
  }, 60_000);

  it('is refused by the fields of a draft that do not fit, and nothing is begun', async () => {
    const { basis: _basis, ...incomplete } = agreement;
    const unread = {
      ...ruleSet,
      rules: ruleSet.rules.map((rule) => ({ ...rule, when: { var: 'facts.x.y' } })),
    };
    for (const [draft, pointer] of [
      [{}, '/draft'],
      [{ agreement: incomplete }, '/draft/agreement/basis'],
      [{ agreement: { ...agreement, parties: ['110000'] } }, '/draft/agreement/clauses/0/destination'],
      [{ ruleSet: unread }, '/draft/ruleSet/rules/0/facts.x.y'],
      [{ levels: [{ division: '420100', level: 'low' }] }, '/draft/levels/0/division'],
    ] as const) {
      const answer = await send(url(), 'POST', { draft, window });
      expect([answer.status, answer.body['code']]).toEqual([422, 'invalid_draft']);
      expect(pointersOf(answer)).toContain(pointer);
    }
    const wrong = await send(url(), 'POST', {
      draft: { ruleSet },
      window: { from: 'x', to: '2020-03-17' },
    });
    expect([wrong.status, pointersOf(wrong)]).toEqual([400, ['/window/from']]);
    expect((await send(url('/nowhere'), 'GET', undefined)).status).toBe(404);
  });
});
