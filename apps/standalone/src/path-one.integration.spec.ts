import { verifierPseudonym } from '@huren/crypto';
import { draftOf, personTopic, regionTopic, shareTopic, shareTopicOf } from '@huren/events';
import type { CodeRef, Subject } from '@huren/standard';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resident } from './demo/people.ts';
import { temporaryFederation } from './demo/temporary-federation.ts';
import { worldOf } from './demo/world.ts';
import type { World } from './demo/world.ts';
import type { Federation } from './federation.ts';
import { send } from './testing/send.ts';
import type { Answer } from './testing/send.ts';
import { dismissAll, tellUnreadable } from './testing/spoil.ts';

let federation: Federation;
let world: World;

beforeAll(async () => {
  federation = await temporaryFederation('2020-03-22T09:00:00+08:00', { LOG_LEVEL: 'silent' });
  world = worldOf(federation);
}, 60_000);

afterAll(() => federation.stop(), 60_000);

const at = (issuer: string, path: string) => `${federation.issuer.url}/v1/issuers/${issuer}/${path}`;

const recognise = (issuer: string, body: object): Promise<Answer> =>
  send(at(issuer, 'recognitions'), 'POST', body);

describe('a decision of a province that decides itself', () => {
  it('can be read and recomputed at its own address, and names its holder by the verifier’s pseudonym', async () => {
    const code = await world.apply('330000', resident('330106', 40));
    const presented = await world.show(code);
    const { body } = await recognise('330000', { presented, destination: '330106' });
    const { holder, ...decision } = body;
    const [{ subject } = { subject: '' }] = await federation.issuerContext.database.sql.query<{
      subject: string;
    }>('select subject from code where code_ref = $1', [code.codeRef]);
    expect(holder).toBe(verifierPseudonym(federation.keys.referenceKey, '330106', subject));
    const decisionId = String(decision['decisionId']);
    const kept = await fetch(at('330000', `decisions/${decisionId}`)).then((answer) => answer.text());
    expect(kept).toBe(JSON.stringify(decision));
    const replay = `decisions/${decisionId}/replay`;
    expect(await send(at('330000', replay), 'POST', undefined)).toMatchObject({
      status: 200,
      body: { decisionId, decision, identical: true },
    });
    for (const [path, method] of [
      [`decisions/${decisionId}`, 'GET'],
      [replay, 'POST'],
    ] as const)
      expect(await send(at('310000', path), method, undefined)).toMatchObject({
        status: 404,
        body: { code: 'unknown_decision' },
      });
  });

  it('says how the code was verified: by its MAC, or by its signature', async () => {
    const code = await world.apply('330000', resident('330106', 41));
    for (const [variant, verified] of [
      ['dynamic', 'mac'],
      ['offline', 'signature'],
    ] as const) {
      const presented = await world.show(code, variant);
      const { body } = await recognise('330000', { presented, destination: '330106' });
      expect(body).toMatchObject({ result: 'recognised', source: { verified } });
    }
  });

  it('about a string of another issuer’s own form is that it cannot be known here', async () => {
    expect(
      await recognise('330000', { presented: 'HLJJKK:SAMPLE0001', destination: '330000' }),
    ).toMatchObject({
      status: 200,
      body: { result: 'unavailable', source: null },
    });
  });

  it.each([
    [
      { document: { type: 'resident_id', number: '110105194912310021' } },
      'wrong_check_digit',
      '/document/number',
    ],
    [{ document: { type: 'library_card', number: '1' } }, 'unknown_type', '/document/type'],
    [{ presented: '410000.00000000000000000000000000' }, 'not_a_credential', '/presented'],
  ])('is refused for %j: %s', async (shown, code, pointer) => {
    expect(await recognise('330000', { ...shown, destination: '330000' })).toMatchObject({
      status: 422,
      body: { code, errors: [{ pointer }] },
    });
  });
});

const told = { source: '/test', time: '2020-03-22T09:00:00+08:00' };
const UNAVAILABLE = { result: 'unavailable', fault: 'record_in_dead_letters' };

describe('what came last and could not be read', () => {
  it('makes a known arrival unavailable where it is decided without the hub, however it is asked about', async () => {
    const { name: _, ...document } = resident('410102', 60);
    const { codeRef, issuer, ...rest } = await world.apply('410000', resident('410102', 60));
    const until = '2020-04-22T00:00:00+08:00';
    const presented = await world.show({ codeRef, issuer, ...rest }, 'offline');
    await world.hub('POST', '/v1/arrivals', { presented, destination: '330106', until });
    await world.settle();
    const results = async (): Promise<unknown[]> => {
      const asked = [{ codeRef }, { document }, { presented }];
      const answers = asked.map((one) => recognise('330000', { ...one, destination: '330106' }));
      return (await Promise.all(answers)).map(({ body: { result, fault } }) => ({ result, fault }));
    };
    const before = Array(3).fill({ result: 'recognised', fault: undefined });
    expect(await results()).toEqual(before);
    const data = { codeRef: codeRef as CodeRef, version: 99, erased: true as const };
    await tellUnreadable(federation, draftOf(shareTopic, { ...told, topic: shareTopicOf('330000'), data }));
    expect(await results()).toEqual(Array(3).fill(UNAVAILABLE));
    await dismissAll(federation.issuer, 'issuer.shares');
    expect(await results()).toEqual(before);
  });

  it.each([
    ['of facts about its holder', 'issuer.facts'],
    ['of the level of a county where its holder was', 'issuer.levels'],
  ])(
    '%s makes a code unavailable at its issuer, which neither makes, shows nor proves it',
    async (_, group) => {
      const itinerary = [{ leftOn: '2020-03-21', division: '110106' }];
      const code = await world.apply('330000', resident('330106', group.length), { itinerary });
      const presented = await world.show(code);
      const [{ subject } = { subject: '' }] = await federation.issuerContext.database.sql.query<{
        subject: Subject;
      }>('select subject from code where code_ref = $1', [code.codeRef]);
      const level = { level: 'high', scheme: 'cn-2020-02', unit: 'county', since: told.time } as const;
      const draft =
        group === 'issuer.facts'
          ? draftOf(personTopic, { ...told, data: { subject, version: 99, facts: [] } })
          : draftOf(regionTopic, {
              ...told,
              data: { ...level, division: '110106', version: 99, history: [] },
            });
      const answers = async (): Promise<unknown[]> => {
        const { body: decided } = await recognise('330000', { presented, destination: '330106' });
        const { body: verified } = await send(at('330000', 'codes/verify'), 'POST', { presented });
        const path = `codes/${code.codeRef}`;
        const made = await send(at('330000', `${path}/make`), 'POST', { variant: 'offline' });
        const shown = await send(at('330000', `${path}/health`), 'GET', undefined);
        return [decided['result'], verified['result'], made.status, shown.status];
      };
      expect(await answers()).toEqual(['recognised', 'valid', 200, 200]);
      await tellUnreadable(federation, draft);
      expect(await answers()).toEqual(['unavailable', 'unavailable', 503, 503]);
      await dismissAll(federation.issuer, group);
      expect(await answers()).toEqual(['recognised', 'valid', 200, 200]);
    },
  );
});

describe('the path of a member', () => {
  const take = async (division: string, path: number): Promise<void> => {
    await world.hub('PUT', `/v1/members/${division}/path`, { path });
    await world.settle();
  };

  it('reaches its issuer over the bus: only on path 1 it decides itself, at once and both ways', async () => {
    const shown = { destination: '420100', codeRef: '410000.00000000000000000000000000' };
    const refusal = {
      status: 409,
      body: { code: 'hub_decides', detail: expect.stringContaining('the hub') },
    };
    expect(await recognise('420000', shown)).toMatchObject(refusal);
    await take('420000', 1);
    expect(await recognise('420000', shown)).toMatchObject({ status: 200, body: { path: 1 } });
    await take('420000', 2);
    expect(await recognise('420000', shown)).toMatchObject(refusal);
  });

  it('without a code of its own sends its residents to the national one, and back', async () => {
    const code = await world.apply('420000', resident('421002', 50));
    await take('420000', 3);
    await expect(world.apply('420000', resident('421002', 51))).rejects.toThrow('uses_national_code');
    await expect(world.show(code)).rejects.toThrow('applied for at 000000');
    expect(await world.apply('000000', resident('421002', 51))).toMatchObject({ colour: 'green' });
    await take('420000', 2);
    expect(await world.show(code)).toContain('HR1.');
    expect(await world.apply('420000', resident('421002', 51))).toMatchObject({ colour: 'green' });
  });

  it('is that of its province for a city, and does not touch others', async () => {
    await expect(world.apply('540000', resident('540102', 52))).rejects.toThrow('uses_national_code');
    await take('330000', 3);
    await expect(world.apply('330100', resident('330106', 53))).rejects.toThrow('uses_national_code');
    expect(await world.apply('410000', resident('410102', 54))).toMatchObject({ colour: 'green' });
    await take('330000', 1);
    expect(await world.apply('330100', resident('330106', 53))).toMatchObject({ colour: 'green' });
  });
});
