import { appendToOutbox, draftOf, regionTopic } from '@huren/events';
import { DAY_MS } from '@huren/standard';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resident } from './demo/people.ts';
import { temporaryFederation } from './demo/temporary-federation.ts';
import { worldOf } from './demo/world.ts';
import type { Code, World } from './demo/world.ts';
import type { Federation } from './federation.ts';
import { until } from './testing/until.ts';

let federation: Federation;
let world: World;
let code: Code;

beforeAll(async () => {
  federation = await temporaryFederation('2020-03-16T09:00:00+08:00');
  world = worldOf(federation);
  code = await world.apply('120000', resident('120101', 1), {
    itinerary: [{ leftOn: '2020-03-15', division: '110106' }],
  });
  await federation.settle();
}, 60_000);

afterAll(() => federation.stop(), 60_000);

const shown = async () => world.recognise(await world.show(code), '370600');

describe('what changes in risk reaches a decision only through the bus', () => {
  it('with the consumers stopped the decision does not change, and does when they go on', async () => {
    expect(await shown()).toMatchObject({ colour: 'green', measure: 'pass' });
    await Promise.all([federation.hub.server.pause(), federation.issuer.server.pause()]);
    await world.risk('PUT', '/v1/regions/110106/level', { level: 'high' });
    expect(await shown()).toMatchObject({ colour: 'green', measure: 'pass' });
    expect(await world.colourOf(code)).toMatchObject({ colour: 'green', version: 1 });
    federation.hub.server.resume();
    federation.issuer.server.resume();
    await federation.settle();
    expect(await world.colourOf(code)).toMatchObject({ colour: 'yellow', version: 2 });
    expect(await shown()).toMatchObject({
      colour: 'yellow',
      measure: 'home_isolation',
      basis: { rules: expect.arrayContaining(['high-risk-area']) as unknown },
    });
  });

  it('a fact that is withdrawn relieves its holder', async () => {
    const person = resident('120101', 2);
    const contact = await world.apply('120000', person);
    const recorded = await world.risk('POST', '/v1/person-facts', {
      document: { type: person.type, number: person.number },
      reason: {
        kind: 'contact.close',
        issuer: '120000',
        evidence: 'investigation',
        observedAt: '2020-03-15T09:00:00+08:00',
      },
    });
    await federation.settle();
    expect((await world.colourOf(contact)).colour).toBe('red');
    await world.risk('POST', `/v1/person-facts/${String(recorded['factId'])}/withdrawal`, {
      grounds: 'the wrong person',
    });
    await federation.settle();
    expect(await world.colourOf(contact)).toMatchObject({ colour: 'green', version: 3 });
  });

  it('a fact known before the application colours the new code', async () => {
    const person = resident('120101', 3);
    await world.risk('POST', '/v1/person-facts', {
      document: { type: person.type, number: person.number },
      reason: {
        kind: 'case.confirmed',
        issuer: '120000',
        evidence: 'laboratory',
        observedAt: '2020-03-15T09:00:00+08:00',
      },
    });
    expect((await world.apply('120000', person)).colour).toBe('red');
  });
});

/** Says once more, under a version, that a division is of low risk. */
const tellLow = async (version: number): Promise<void> => {
  const data = {
    division: '110105' as const,
    level: 'low' as const,
    scheme: 'cn-2020-02',
    unit: 'county' as const,
    since: '2020-03-01T00:00:00+08:00',
    version,
    history: [],
  };
  const { database, clock } = federation.hubContext;
  const draft = draftOf(regionTopic, { source: '/risk', time: clock.now().toISOString(), data });
  await database.transactions.run((tx) => appendToOutbox(tx, [draft]));
  await federation.settle();
};

describe('versions of a level', () => {
  it('an event that comes out of order changes nothing', async () => {
    const there = await world.apply('120000', resident('120101', 7), {
      itinerary: [{ leftOn: '2020-03-15', division: '110105' }],
    });
    await world.risk('PUT', '/v1/regions/110105/level', {
      level: 'medium',
      since: '2020-03-10T00:00:00+08:00',
    });
    await world.risk('PUT', '/v1/regions/110105/level', {
      level: 'high',
      since: '2020-03-12T00:00:00+08:00',
    });
    await federation.settle();
    const stands = async () => [
      federation.hubContext.knowledge.levels().levelOf('110105'),
      await federation.issuerContext.database.sql.query(
        'select version, level from region_level where division = $1',
        ['110105'],
      ),
      await world.colourOf(there),
    ];
    const before = await stands();
    expect(before).toMatchObject(['high', [{ version: 2, level: 'high' }], { colour: 'yellow' }]);
    for (const version of [1, 2]) {
      await tellLow(version);
      expect(await stands()).toEqual(before);
    }
  });
});

describe('a correction', () => {
  it('goes to the issuer of the reason, and sets it aside when two people uphold it', async () => {
    const person = resident('120101', 4);
    const contact = await world.apply('120000', person, {
      health: { temperatureTenths: 366, symptoms: [], closeContact: true },
    });
    expect(contact.colour).toBe('red');
    const filed = await world.issuer('POST', '/v1/issuers/120000/corrections', {
      codeRef: contact.codeRef,
      kind: 'contact.close',
      statement: 'not me',
    });
    expect(filed).toMatchObject({ addressee: '120000', state: 'filed' });
    const resolve = (by: string) =>
      world.issuer('POST', `/v1/issuers/120000/corrections/${String(filed['correctionId'])}/resolutions`, {
        step: 'approve',
        by,
      });
    expect(await resolve('a')).toMatchObject({ state: 'approved_once' });
    await expect(resolve('a')).rejects.toThrow('same_person');
    expect(await resolve('b')).toMatchObject({ state: 'upheld' });
    expect((await world.colourOf(contact)).colour).toBe('green');
  });

  it('that nobody answers is escalated by itself', async () => {
    const contact = await world.apply('120000', resident('120101', 5), {
      health: { temperatureTenths: 380, symptoms: ['fever'], closeContact: false },
    });
    const filed = await world.issuer('POST', '/v1/issuers/120000/corrections', {
      codeRef: contact.codeRef,
      kind: 'temperature',
      statement: 'a hot day',
    });
    await world.at('2020-03-17T10:00:00+08:00');
    const answer = await world.issuer(
      'GET',
      `/v1/issuers/120000/corrections/${String(filed['correctionId'])}`,
    );
    expect(answer).toMatchObject({ state: 'escalated' });
  });
});

describe('time', () => {
  it('turns a code by itself, and the event goes out with nobody asking', async () => {
    const applied = federation.clock.now();
    const silent = await world.apply('120000', resident('120101', 8));
    await federation.settle();
    const decided = async () => {
      const path = `/v1/issuers/120000/codes/${silent.codeRef}/make`;
      const { presented } = await world.issuer('POST', path, { variant: 'dynamic' });
      return world.recognise(String(presented), '370600');
    };
    expect(await decided()).toMatchObject({ colour: 'green' });
    await federation.clock.moveTo(new Date(applied.getTime() + 14 * DAY_MS - 3000));
    // From here on only time goes by: neither the clock nor what the services do by themselves is pushed.
    const turned = await until(decided, ({ colour }) => colour !== 'green');
    expect(turned).toMatchObject({ colour: 'yellow', basis: { rules: ['declaration-missing'] } });
    expect(await world.colourOf(silent)).toMatchObject({ colour: 'yellow', version: 2 });
  });

  it('lapses what was declared, and then the code', async () => {
    const contact = await world.apply('420000', resident('421002', 6), {
      health: { temperatureTenths: 366, symptoms: [], closeContact: true },
    });
    expect(contact.colour).toBe('yellow');
    await world.at('2020-04-20T10:00:00+08:00');
    expect(await world.colourOf(contact)).toMatchObject({ reasons: [{ kind: 'declaration.missing' }] });
    await world.at('2020-05-20T10:00:00+08:00');
    await expect(world.show(contact)).rejects.toThrow('code_lapsed');
  });
});
