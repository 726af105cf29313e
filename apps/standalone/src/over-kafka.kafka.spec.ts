import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startOwnKafka, type OwnKafka } from '@huren/testing/kafka';
import { resident } from './demo/people.ts';
import { temporaryFederation } from './demo/temporary-federation.ts';
import { worldOf, type Code, type World } from './demo/world.ts';
import type { Federation } from './federation.ts';
import { rebuilt } from './testing/rebuild.ts';
import { until } from './testing/until.ts';

const overKafka = process.env['TEST_KAFKA_BROKERS'] ? describe : describe.skip;

overKafka('the federation over Kafka', () => {
  let kafka: OwnKafka | undefined;
  let federation: Federation;
  let world: World;
  let code: Code;

  beforeAll(async () => {
    kafka = await startOwnKafka();
    if (!kafka) throw new Error('no Kafka of its own to start: it takes Docker, or Java and Maven');
    const brokers = { KAFKA_BROKERS: kafka.brokers.split(',') };
    federation = await temporaryFederation(
      '2020-03-16T09:00:00+08:00',
      { HUREN_ISSUERS: '120000,370000' },
      brokers,
    );
    world = worldOf(federation);
    code = await world.apply('120000', resident('120101', 1), {
      itinerary: [{ leftOn: '2020-03-15', division: '110106' }],
    });
    await federation.settle();
  }, 240_000);

  afterAll(async () => {
    await federation?.stop();
    await kafka?.stop();
  }, 60_000);

  const shown = async () => world.recognise(await world.show(code), '370600');

  it('colours a code anew when a county changes level', async () => {
    expect(await shown()).toMatchObject({ colour: 'green', measure: 'pass' });
    await world.risk('PUT', '/v1/regions/110106/level', { level: 'high' });
    await federation.settle();
    expect(await world.colourOf(code)).toMatchObject({ colour: 'yellow', version: 2 });
    expect(await shown()).toMatchObject({ colour: 'yellow', measure: 'home_isolation' });
  });

  it('shows operators every group, none of them behind', async () => {
    // The canary goes out every few seconds: what is behind at a moment catches up.
    const isBehind = ({ lag }: { lag: number }) => lag > 0;
    const positions = await until(
      () => federation.hub.bus.positions(),
      (all) => !all.some(isBehind),
    );
    expect(positions.filter(isBehind)).toEqual([]);
    const groups = new Set(positions.map(({ group }) => group));
    expect([...groups]).toEqual(expect.arrayContaining(['hub.records', 'issuer.facts', 'issuer.levels']));
  });

  it('makes the record index equal to its compacted topic while it serves', async () => {
    const { sql } = federation.hubContext.database;
    await sql.query('delete from code_record where code_ref = $1', [code.codeRef]);
    const rebuild = rebuilt(federation.hub.url);
    expect((await world.recognise('HLJJKK:SAMPLE0001', '370600')).result).toBe('not_found');
    expect(await rebuild).toMatchObject({ state: 'done', counts: { added: 1, removed: 0, unreadable: 0 } });
    const rows = await sql.query('select version from code_record where code_ref = $1', [code.codeRef]);
    expect(rows).toEqual([{ version: expect.anything() as unknown }]);
  });

  it('goes on by itself when Kafka was killed and is back', async () => {
    // A period of a level begins later than the one before.
    await world.at('2020-03-16T09:10:00+08:00');
    await kafka!.kill();
    await world.risk('PUT', '/v1/regions/110106/level', { level: 'low' });
    await kafka!.start();
    await federation.settle();
    expect(await world.colourOf(code)).toMatchObject({ colour: 'green', version: 3 });
    expect(await shown()).toMatchObject({ colour: 'green', measure: 'pass' });
  }, 240_000);
});
