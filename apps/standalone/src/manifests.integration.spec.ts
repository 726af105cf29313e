import type { AgreementEvent } from '@huren/events';
import { codeRefFromReference } from '@huren/crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryFederation } from './demo/temporary-federation.ts';
import { worldOf } from './demo/world.ts';
import type { World } from './demo/world.ts';
import type { Federation } from './federation.ts';
import { publishSigned } from './testing/publish-signed.ts';
import { send } from './testing/send.ts';

let federation: Federation;
let world: World;

beforeAll(async () => {
  federation = await temporaryFederation('2020-03-16T09:00:00+08:00');
  world = worldOf(federation);
}, 60_000);

afterAll(() => federation.stop(), 60_000);

const codeRef = (reference: string) =>
  codeRefFromReference(federation.keys.referenceKey, '230000', reference);

/** Hands in a record of Heilongjiang, which keeps its own system. */
const handIn = (reference: string, updated: string, { contact = false, ends = '20200416090000' } = {}) =>
  world.hub('POST', '/v1/issuers/230000/records', {
    records: [
      [
        { k: 'REF', v: reference },
        { k: 'SUBJ', v: '0123456789abcdefghjkmnpqrstvwxyz' },
        { k: 'UPD', v: updated },
        { k: 'EXP', v: ends },
        { k: 'CLR', v: contact ? 'R' : 'G' },
        { k: 'CONTACT', v: contact ? '1' : '0' },
      ],
    ],
  });

const manifest = async (reference: string, destination: string, departure: string): Promise<string> => {
  const { manifestId } = await world.hub('POST', '/v1/manifests', {
    origin: '231200',
    destination,
    departure,
    employers: [],
    people: [{ codeRef: codeRef(reference) }],
  });
  return String(manifestId);
};

const stateOf = async (id: string): Promise<unknown> => {
  const { cleared, refused, pending, people } = await world.hub('GET', `/v1/manifests/${id}`);
  return { cleared, refused, pending, decision: (people as { decisionId: string }[])[0]?.decisionId };
};

const CLEARED = { cleared: 1, refused: 0, pending: 0 };

/** Agreements as they stand but for their state, as an authority publishes them. */
const publishAgreement = async (
  id: string,
  state: AgreementEvent['agreement']['state'],
  revision: number,
) => {
  const { knowledge } = federation.hubContext;
  const agreement = knowledge.allAgreements().find((one) => one.id === id);
  if (!agreement) throw new Error(`no agreement ${id}`);
  const document = { ...agreement, state };
  await publishSigned(federation, { kind: 'agreement', revision, state, document });
};

describe('an open manifest', () => {
  it('follows a record that its province hands in anew', async () => {
    await handIn('FOLLOWED', '20200316080000');
    const id = await manifest('FOLLOWED', '370600', '2020-03-16T20:00:00+08:00');
    expect(await stateOf(id)).toMatchObject(CLEARED);
    await handIn('FOLLOWED', '20200316083000', { contact: true });
    await federation.settle();
    expect(await stateOf(id)).toMatchObject({ cleared: 0, refused: 1 });
  });

  it('follows an agreement that is suspended and resumed, although no code changes', async () => {
    await handIn('SUSPENDED', '20200316080000');
    const id = await manifest('SUSPENDED', '370600', '2020-03-16T20:00:00+08:00');
    await publishAgreement('shandong-memoranda', 'suspended', 2);
    expect(await stateOf(id)).toMatchObject({ cleared: 0, refused: 1 });
    await publishAgreement('shandong-memoranda', 'in_force', 3);
    expect(await stateOf(id)).toMatchObject(CLEARED);
  });

  it('names the agreement by which its people were last decided about, also where none changed state', async () => {
    await handIn('RENEWED0', '20200316080000');
    const id = await manifest('RENEWED0', '370600', '2020-03-16T20:00:00+08:00');
    const first = await stateOf(id);
    const { knowledge } = federation.hubContext;
    const [agreement] = knowledge.allAgreements().filter((one) => one.id === 'shandong-memoranda');
    if (!agreement) throw new Error('no memoranda of Shandong');
    const document = { ...agreement, version: 2 };
    await publishSigned(federation, { kind: 'agreement', revision: 1, state: 'in_force', document });
    await publishAgreement('shandong-memoranda', 'ended', 9);
    const last = (await stateOf(id)) as { decision: string };
    expect(last).toMatchObject(CLEARED);
    expect(last).not.toEqual(first);
    expect(await world.hub('GET', `/v1/decisions/${last.decision}`)).toMatchObject({
      basis: { agreement: { id: 'shandong-memoranda', version: 2 } },
    });
  });

  it('follows a member that takes another path', async () => {
    await handIn('REPATHED', '20200316080000');
    const id = await manifest('REPATHED', '370600', '2020-03-16T20:00:00+08:00');
    await world.hub('PUT', '/v1/members/370000/path', { path: 1 });
    await federation.settle();
    const { decision } = (await stateOf(id)) as { decision: string };
    expect(await world.hub('GET', `/v1/decisions/${decision}`)).toMatchObject({ path: 1 });
    await world.hub('PUT', '/v1/members/370000/path', { path: 2 });
  });

  it('follows time: who was cleared is pending once the record has ended', async () => {
    await handIn('LAPSING0', '20200316080000', { ends: '20200316120000' });
    const id = await manifest('LAPSING0', '370600', '2020-03-16T20:00:00+08:00');
    expect(await stateOf(id)).toMatchObject(CLEARED);
    await world.at('2020-03-16T12:30:00+08:00');
    expect(await stateOf(id)).toMatchObject({ cleared: 0, pending: 1 });
  });

  it('keeps its decision while nothing changes, and what it was once it has left', async () => {
    await handIn('DEPARTED', '20200316080000', { ends: '20200316213000' });
    const id = await manifest('DEPARTED', '370600', '2020-03-16T21:00:00+08:00');
    const first = await stateOf(id);
    await world.at('2020-03-16T20:59:00+08:00');
    expect(await stateOf(id)).toEqual(first);
    await world.at('2020-03-16T22:00:00+08:00');
    expect(await stateOf(id)).toEqual(first);
  });
});

describe('a manifest sent again', () => {
  it('gets its first answer under its key, also after it has left; a code stands on it once', async () => {
    await handIn('ONCEONLY', '20200316080000');
    const body = {
      origin: '231200',
      destination: '370600',
      departure: '2020-03-16T22:30:00+08:00',
      employers: ['E1', 'E1'],
      people: [{ codeRef: codeRef('ONCEONLY'), employer: 'E1' }],
    };
    const post = (sent: object, key: string) =>
      send(`${federation.hub.url}/v1/manifests`, 'POST', sent, { 'idempotency-key': key });
    const first = await post(body, 'train-1');
    expect(first).toMatchObject({ status: 201, body: { employers: 1 } });
    await world.at('2020-03-16T23:00:00+08:00');
    expect((await post(body, 'train-1')).body).toEqual(first.body);
    expect(await post(body, 'train-2')).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/departure' }] },
    });
    const twice = {
      ...body,
      departure: '2020-03-17T22:30:00+08:00',
      people: [...body.people, ...body.people],
    };
    expect(await post(twice, 'train-3')).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/people/1/codeRef' }] },
    });
  });
});

const sharedWith = (reference: string) =>
  federation.issuerContext.database.sql.query<{ record: { colour: string } }>(
    'select record from shared_record where code_ref = $1 and record is not null',
    [codeRef(reference)],
  );

const stayAt = (reference: string, destination: string) =>
  world.hub('POST', '/v1/arrivals', {
    presented: codeRef(reference),
    destination,
    until: '2020-04-01T00:00:00+08:00',
  });

describe('a stay that is declared already', () => {
  it('is shared once its province decides itself, no longer once it does not, and again once it does', async () => {
    await handIn('BYPATH00', '20200316080000');
    await stayAt('BYPATH00', '370600');
    await federation.settle();
    expect(await sharedWith('BYPATH00')).toEqual([]);
    for (const [path, records] of [
      [1, 1],
      [2, 0],
      [1, 1],
    ] as const) {
      await world.hub('PUT', '/v1/members/370000/path', { path });
      await federation.settle();
      expect(await sharedWith('BYPATH00')).toHaveLength(records);
    }
    await handIn('BYPATH00', '20200316083000', { contact: true });
    await federation.settle();
    expect(await sharedWith('BYPATH00')).toMatchObject([{ record: { colour: 'red' } }]);
    await world.hub('PUT', '/v1/members/370000/path', { path: 2 });
  });
});

describe('a stay in a province that decides itself', () => {
  it('is told of a record handed in anew', async () => {
    await handIn('STAYING0', '20200316080000');
    await stayAt('STAYING0', '330100');
    await handIn('STAYING0', '20200316083000', { contact: true });
    await federation.settle();
    expect(await sharedWith('STAYING0')).toMatchObject([{ record: { colour: 'red' } }]);
  });
});
