import { agreementTopic, personTopic } from '@huren/events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resident } from './demo/people.ts';
import { temporaryFederation } from './demo/temporary-federation.ts';
import { worldOf } from './demo/world.ts';
import type { Federation } from './federation.ts';
import { pointersOf, send } from './testing/send.ts';
import { spoil, unreadable } from './testing/spoil.ts';

type Letters = { letters: Record<string, unknown>[]; unanswered: unknown[]; next: string | null };

let federation: Federation;

beforeAll(async () => {
  federation = await temporaryFederation('2020-03-16T09:00:00+08:00');
}, 60_000);

afterAll(() => federation.stop(), 60_000);

const PATH = 'admin/federation/dead-letters';

const ask = (query = '') => send(`${federation.hub.url}/v1/${PATH}${query}`, 'GET', undefined);
const replay = (body: object) => send(`${federation.hub.url}/v1/${PATH}/replay`, 'POST', body);
const letters = async (query = ''): Promise<Letters> => (await ask(query)).body as Letters;

const onIssuer = (statement: string) => federation.issuerContext.database.sql.query(statement);

describe('dead letters of every service, at the hub', () => {
  it('are listed with the service that keeps them, and replayed there: tried, of a key, all', async () => {
    const world = worldOf(federation);
    for (const n of [1, 2, 3]) await world.apply('420000', resident('421002', n));
    await federation.settle();
    const [first = ''] = await spoil(federation, 1, 2, 3);

    const { letters: listed, unanswered, next } = await letters();
    expect([unanswered, next]).toEqual([[], null]);
    expect(listed).toHaveLength(3);
    expect(listed.every(({ service, consumer }) => service === 'issuer' && consumer === 'issuer.facts')).toBe(
      true,
    );
    expect(await letters('?service=hub')).toMatchObject({ letters: [] });

    const pageOf = async (query: string): Promise<Letters> => letters(`?limit=2${query}`);
    const page = await pageOf('');
    const rest = await pageOf(`&after=${page.next}`);
    expect([...page.letters, ...rest.letters]).toEqual(listed);
    expect(rest.next).toBeNull();

    expect(await replay({ all: true, dryRun: true })).toMatchObject({
      body: {
        dryRun: true,
        counts: { valid: 3, failed: 0 },
        letters: Array(3).fill({ service: 'issuer', result: 'valid' }),
        next: null,
      },
    });
    const ofKey = { service: 'issuer', topic: personTopic.name, key: first };
    expect(await replay(ofKey)).toMatchObject({
      body: { letters: [{ service: 'issuer', key: first, result: 'applied' }] },
    });
    expect((await letters()).letters).toHaveLength(2);
    const [one] = (await letters()).letters;
    expect(await replay({ id: one?.['id'] })).toMatchObject({ body: { letters: [{ id: one?.['id'] }] } });
    expect((await replay({ all: true })).body['letters']).toHaveLength(1);
    expect((await letters()).letters).toEqual([]);
    const known = await onIssuer('select 1 from subject_facts');
    expect(known).toHaveLength(3);
  });

  it('are asked of each replica: those that all share once, and those that each keeps itself', async () => {
    await worldOf(federation).apply('420000', resident('421002', 4));
    await federation.settle();
    await spoil(federation, 4);
    const delivery = federation.issuer.server.deliveries.get('knowledge');
    const event = { ...unreadable, topic: agreementTopic.name };
    const message = { event, topic: event.topic, partition: 0, offset: 0, attempts: 1 };
    await delivery?.handle(message, new AbortController().signal);
    const before = federation.hubContext.services;
    const { url } = federation.issuer;
    federation.hubContext.services = () => [...before(), { name: 'issuer', url }];
    const asked = async (query = '') =>
      (await letters(query)).letters.map(({ service, replica, consumer }) => [service, replica, consumer]);
    const own = [1, 2].map((replica) => ['issuer', replica, 'knowledge']);
    expect((await asked()).sort()).toEqual([['issuer', 1, 'issuer.facts'], ...own]);
    expect((await asked('?keeper=process')).sort()).toEqual(own);
    expect(await asked('?keeper=database')).toEqual([['issuer', 1, 'issuer.facts']]);
    expect(await replay({ all: true })).toMatchObject({ body: { counts: { applied: 1, failed: 2 } } });
    federation.hubContext.services = before;
  });

  it('name a service that does not answer, and show those of the others', async () => {
    const before = federation.hubContext.services;
    federation.hubContext.services = () => [...before(), { name: 'away', url: 'http://127.0.0.1:9' }];
    const { unanswered } = await letters();
    federation.hubContext.services = before;
    expect(unanswered).toEqual([{ service: 'away', replica: 1, reason: 'does not answer' }]);
  });

  it.each([
    ['nothing is selected', {}, 400, '/all'],
    ['no service has the name', { all: true, service: 'x' }, 422, '/service'],
    ['no service has the consumer', { all: true, consumer: 'x' }, 422, '/consumer'],
    ['they are to go on from no place', { all: true, after: 'x' }, 400, '/after'],
  ])('are not replayed when %s', async (_, body, status, pointer) => {
    const answer = await replay(body);
    expect([answer.status, pointersOf(answer)]).toEqual([status, [pointer]]);
  });
});
