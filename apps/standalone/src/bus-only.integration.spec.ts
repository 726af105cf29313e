import { appendToOutbox, draftOf, regionTopic } from '@huren/events';
import { DAY_MS } from '@huren/standard';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resident } from './demo/people.ts';
import type { Person } from './demo/people.ts';
import { temporaryFederation } from './demo/temporary-federation.ts';
import { worldOf } from './demo/world.ts';
import type { Code, World } from './demo/world.ts';
import type { Federation } from './federation.ts';
import { until } from './testing/until.ts';

let federation: Federation;
let world: World;
let codes: readonly Code[];

/** Holds codes of two issuers. */
const traveller = resident('120101', 1);

beforeAll(async () => {
  federation = await temporaryFederation('2020-03-16T09:00:00+08:00');
  world = worldOf(federation);
  const itinerary = [{ leftOn: '2020-03-15', division: '110106' }];
  codes = await Promise.all(['120000', '420000'].map((by) => world.apply(by, traveller, { itinerary })));
  await federation.settle();
}, 60_000);

afterAll(() => federation.stop(), 60_000);

/** Where codes of each issuer are recognised. */
const DESTINATIONS: Readonly<Record<string, string>> = { '120000': '370600', '420000': '440111' };

/** What its issuer and the hub say of a code, shown anew without waiting for anybody. */
const stands = async (code: Code) => {
  const { colour, version } = await world.colourOf(code);
  const { presented } = await world.issuer(
    'POST',
    `/v1/issuers/${code.issuer}/codes/${code.codeRef}/make`,
    {},
  );
  const decision = await world.recognise(String(presented), DESTINATIONS[code.issuer] ?? '');
  const { result, colour: decided, measure, basis } = decision;
  return { colour, version, decision: [result, decided, measure, ...basis.rules] };
};

/** Has something happen while nothing comes over the bus, and then all of it come. */
const stopped = async (meanwhile: () => Promise<void>): Promise<void> => {
  const servers = [federation.hub.server, federation.issuer.server];
  await Promise.all(servers.map((server) => server.pause()));
  await meanwhile().finally(() => servers.forEach((server) => server.resume()));
  await federation.settle();
};

/** Risk comes to know something about a person. */
const tell = ({ type, number }: Person, kind: string) =>
  world.risk('POST', '/v1/person-facts', {
    document: { type, number },
    reason: { kind, issuer: '120000', evidence: 'investigation', observedAt: '2020-03-15T09:00:00+08:00' },
  });

describe('what changes in risk reaches a decision only through the bus', () => {
  const risen = () => world.risk('PUT', '/v1/regions/110106/level', { level: 'high' });
  const contact = () => tell(traveller, 'contact.close');

  it.each([
    ['a level', risen, ['yellow', 'yellow'], 'high-risk-area'],
    ['a fact about a person', contact, ['red', 'yellow'], 'close-contact'],
  ])(
    'with the consumers stopped %s changes no decision on codes of two issuers, and does when they go on',
    async (_, change, colours, rule) => {
      const before = await Promise.all(codes.map(stands));
      await stopped(async () => {
        await change();
        expect(await Promise.all(codes.map(stands))).toEqual(before);
      });
      const after = await Promise.all(codes.map(stands));
      expect(after.map(({ colour }) => colour)).toEqual(colours);
      expect(after.map(({ version }) => version)).toEqual(before.map(({ version }) => version + 1));
      for (const { decision } of after) expect(decision).toContain(rule);
    },
  );

  it('a fact that is withdrawn relieves its holder', async () => {
    const person = resident('120101', 2);
    const code = await world.apply('120000', person);
    const recorded = await tell(person, 'contact.close');
    await federation.settle();
    expect((await world.colourOf(code)).colour).toBe('red');
    await world.risk('POST', `/v1/person-facts/${String(recorded['factId'])}/withdrawal`, {
      grounds: 'the wrong person',
    });
    await federation.settle();
    expect(await world.colourOf(code)).toMatchObject({ colour: 'green', version: 3 });
  });

  it('a fact known before the application colours the new code, with the consumers stopped as well', () =>
    stopped(async () => {
      await tell(resident('120101', 3), 'case.confirmed');
      expect((await world.apply('120000', resident('120101', 3))).colour).toBe('red');
    }));
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
