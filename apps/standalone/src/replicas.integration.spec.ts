import { startHub } from '@huren/hub';
import { startIssuer } from '@huren/issuer';
import { domainClock, untilReady } from '@huren/platform';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resident } from './demo/people.ts';
import { temporaryFederation } from './demo/temporary-federation.ts';
import { worldOf } from './demo/world.ts';
import type { Code, World } from './demo/world.ts';
import type { Federation } from './federation.ts';
import { sharedOf } from './testing/replica.ts';
import { send } from './testing/send.ts';

type Hub = Awaited<ReturnType<typeof startHub>>;
type Issuer = Awaited<ReturnType<typeof startIssuer>>;

let federation: Federation;
let world: World;
let hub: Hub;
let issuers: Issuer[];

/** The issuers' own, so that both find at once that time has passed. */
const theirs = domainClock(new Date('2020-03-16T09:00:00+08:00'));

beforeAll(async () => {
  federation = await temporaryFederation('2020-03-16T09:00:00+08:00');
  world = worldOf(federation);
  const shared = await sharedOf(federation);
  hub = await startHub(shared);
  const late = { ...shared, clock: theirs };
  issuers = [await startIssuer(late, federation.risk.url), await startIssuer(late, federation.risk.url)];
  await untilReady([hub, ...issuers].map(({ service }) => service.url));
}, 60_000);

afterAll(async () => {
  for (const { service, ticker } of [hub, ...issuers]) {
    await ticker.stop();
    await service.stop();
  }
  await federation.stop();
}, 60_000);

const hubs = (): string[] => [federation.hub.url, hub.service.url];

const settle = async (): Promise<void> => {
  await federation.settle();
  await Promise.all([hub, ...issuers].map(({ service }) => service.server.drain(30_000)));
};

const show = async (code: Code): Promise<string> => {
  await settle();
  return world.show(code);
};

describe('two replicas of the hub', () => {
  it('know the same of a code, a level, and a member whose path was changed at one of them', async () => {
    const code = await world.apply('120000', resident('120101', 1), {
      itinerary: [{ leftOn: '2020-03-15', division: '110106' }],
    });
    await world.risk('PUT', '/v1/regions/110106/level', { level: 'high' });
    await world.hub('PUT', '/v1/members/370000/path', { path: 3 });
    const presented = await show(code);
    const decided = await Promise.all(
      hubs().map((url) => send(`${url}/v1/recognitions`, 'POST', { presented, destination: '370600' })),
    );
    for (const { body } of decided) {
      expect(body).toMatchObject({
        colour: 'yellow',
        measure: 'home_isolation',
        path: 3,
        source: { version: 2 },
      });
    }
  });

  it('give one answer to a write that both receive at once, and refuse another body under its key', async () => {
    const presented = await show(await world.apply('120000', resident('120101', 2)));
    const key = { 'idempotency-key': 'both-at-once' };
    const answers = await Promise.all(
      [...hubs(), ...hubs()].map((url) =>
        send(`${url}/v1/recognitions`, 'POST', { presented, destination: '370600' }, key),
      ),
    );
    expect(new Set(answers.map(({ body }) => body['decisionId'])).size).toBe(1);
    for (const url of hubs()) {
      const other = await send(`${url}/v1/recognitions`, 'POST', { presented, destination: '440111' }, key);
      expect(other).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
    }
  });

  it('both can tell of a decision that one of them has made', async () => {
    const presented = await show(await world.apply('120000', resident('120101', 3)));
    const { decisionId } = await world.recognise(presented, '370600');
    for (const url of hubs()) {
      const answer = await fetch(`${url}/v1/decisions/${decisionId}/replay`, { method: 'POST' });
      expect(await answer.json()).toMatchObject({ identical: true });
    }
  });
});

describe('two replicas of a deployment of issuers', () => {
  it('turn each code once when its time has come, though both look at once', async () => {
    const codes: Code[] = [];
    for (let n = 0; n < 30; n += 1) {
      codes.push(
        await world.apply('420000', resident('421002', n), {
          health: { temperatureTenths: 366, symptoms: [], closeContact: true },
        }),
      );
    }
    await settle();
    await theirs.moveTo(new Date('2020-03-31T09:00:00+08:00'));
    await Promise.all(issuers.map(({ ticker }) => ticker.run()));
    await settle();
    for (const code of codes) {
      const { version, reasons } = await world.colourOf(code);
      expect({ version, kinds: reasons.map(({ kind }) => kind) }).toEqual({
        version: 2,
        kinds: ['declaration.missing'],
      });
    }
  });

  it('answer for the same codes', async () => {
    const { codeRef } = await world.apply('420000', resident('421002', 100));
    const answers = await Promise.all(
      issuers.map(({ service: { url } }) =>
        fetch(`${url}/v1/issuers/420000/codes/${codeRef}/health`).then((answer) => answer.json()),
      ),
    );
    expect(answers[1]).toEqual(answers[0]);
  });
});
