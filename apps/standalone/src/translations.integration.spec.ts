import { appendToOutbox } from '@huren/events';
import type { EventDraft, RuleSetEvent } from '@huren/events';
import { foundingRuleSets } from '@huren/recognition';
import type { Decision, RuleSet } from '@huren/recognition';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { foreigner, resident } from './demo/people.ts';
import { temporaryFederation } from './demo/temporary-federation.ts';
import { worldOf } from './demo/world.ts';
import type { Code, World } from './demo/world.ts';
import type { Federation } from './federation.ts';
import { signedEvent } from './testing/publish-signed.ts';
import { send } from './testing/send.ts';

let federation: Federation;
let world: World;
let healthy: Code;
let contact: Code;
let visitor: Code;
let traveller: Code;

const nationalRules = foundingRuleSets.find(({ id }) => id === '000000.national') as RuleSet;

const applied = async (): Promise<void> => {
  healthy = await world.apply('230000', resident('231202', 1));
  contact = await world.apply('230000', resident('231202', 2));
  visitor = await world.apply('330000', foreigner(2), { scheme: 'international' });
  traveller = await world.apply('330000', foreigner(1), {
    scheme: 'international',
    itinerary: [{ leftOn: '2020-03-20', country: 'ITA' }],
  });
};

const stated = async (): Promise<void> => {
  const { type, number } = resident('231202', 2);
  const observedAt = '2020-03-20T09:00:00+08:00';
  await world.risk('POST', '/v1/person-facts', {
    document: { type, number },
    reason: { kind: 'contact.close', issuer: '230000', evidence: 'investigation', observedAt },
  });
  await world.settle();
};

beforeAll(async () => {
  federation = await temporaryFederation('2020-03-21T09:00:00+08:00');
  world = worldOf(federation);
  await applied();
  await stated();
}, 60_000);

afterAll(() => federation.stop(), 60_000);

const translated = async (presented: string, destination: string) =>
  (await send(`${federation.hub.url}/v1/translations`, 'POST', { presented, destination })).body;

const converted = async (code: Code, destination: string) => translated(await world.show(code), destination);

/** What was decided, without when and of which of the two it was asked. */
const answerOf = (decision: unknown) => {
  const { result, colour, fault, measure, holder, path, basis } = decision as Decision & { holder: string };
  const { riskAgeSeconds: _age, ...grounds } = basis;
  return { result, colour, fault, measure, holder, path, grounds };
};

const EXACTLY = 'cannot be carried exactly';
const unsaid = (...kinds: string[]) =>
  kinds.map((kind) => ({ pointer: '/covers', reason: `that ${kind} was looked into cannot be said` }));

describe('a code that is converted', () => {
  it('of a close contact is orange nationally and red in Shandong, with exactly what that cannot carry', async () => {
    const { national, destination, ...answer } = await converted(contact, '370600');
    expect(answer).toMatchObject({ decision: { result: 'recognised', colour: 'red' } });
    const reasons = [{ kind: 'contact.close', issuer: '230000' }];
    expect(national).toMatchObject({ issuer: '230000', scheme: 'national', colour: 'orange', reasons });
    expect(destination).toMatchObject({
      issuer: '370000',
      raw: { code: { color: 'red' }, survey: { contact: 'Y', hubei: 'N', symptoms: '0' } },
    });
    expect((destination as { lost: unknown }).lost).toEqual([
      { pointer: '/version', reason: EXACTLY },
      ...unsaid('case.confirmed', 'case.suspected', 'case.asymptomatic', 'case.recovered'),
      ...unsaid('contact.secondary', 'test.nucleic', 'isolation', 'manual'),
      ...unsaid('exposure.abroad', 'declaration.missing'),
      { pointer: '/reasons/0/issuer', reason: EXACTLY },
      { pointer: '/reasons/0/evidence', reason: EXACTLY },
      { pointer: '/reasons/0/observedAt', reason: EXACTLY },
    ]);
  });

  it('of the international version stays one in Zhejiang, and is a domestic one in Shandong', async () => {
    expect(await converted(traveller, '330106')).toMatchObject({
      decision: { colour: 'orange', basis: { ruleSet: { id: '330000.international' } } },
      national: { scheme: 'national', colour: 'green', reasons: [{ kind: 'exposure.abroad' }] },
      destination: { issuer: '330000', raw: { status: '3' } },
    });
    expect(await converted(visitor, '330106')).toMatchObject({
      decision: { colour: 'green', basis: { ruleSet: { id: '330000.international' } } },
      destination: { issuer: '330000', raw: { status: '1' } },
    });
    expect(await converted(traveller, '370600')).toMatchObject({
      decision: { colour: 'yellow', basis: { ruleSet: { id: '370000.domestic' } } },
      destination: { issuer: '370000', raw: { code: { color: 'yellow' } } },
    });
  });

  it('for the national platform is the national record, with its scheme', async () => {
    const translation = await converted(contact, '000000');
    expect(translation).toMatchObject({
      decision: { result: 'recognised', colour: 'orange' },
      national: { scheme: 'national', colour: 'orange' },
      destination: { issuer: '000000', raw: { healthProof: { level: '02' } } },
    });
    expect((translation['destination'] as { lost: unknown }).lost).toEqual([
      { pointer: '/version', reason: EXACTLY },
      ...unsaid('manual'),
      { pointer: '/reasons/0/issuer', reason: EXACTLY },
      { pointer: '/reasons/0/evidence', reason: EXACTLY },
    ]);
  });

  it('is decided on over HTTP as it is when it is shown', async () => {
    for (const code of [healthy, contact, visitor, traveller])
      for (const destination of ['000000', '330106', '370600', '440111']) {
        const presented = await world.show(code);
        const { decision, national } = await translated(presented, destination);
        expect(answerOf(decision)).toEqual(answerOf(await world.recognise(presented, destination)));
        expect(national !== null).toBe((decision as Decision).result === 'recognised');
      }
  });
});

describe('without national rules that can be used', () => {
  const NOTHING = { national: null, destination: null };
  const ruled = (revision: number, state: 'in_force' | 'suspended' = 'in_force') =>
    signedEvent(federation, { kind: 'rule_set', revision, state, document: nationalRules });
  const tell = async (draft: EventDraft): Promise<void> => {
    await federation.hubContext.database.transactions.run((tx) => appendToOutbox(tx, [draft]));
    await federation.settle();
  };
  const green = { result: 'recognised', colour: 'green' };

  it('a code is recognised and not converted, and the answer says why', async () => {
    const draft = ruled(100);
    const { ruleSet, ...data } = draft.data as RuleSetEvent;
    await tell({ ...draft, data: { ...data, ruleSet: { ...ruleSet, basis: `${ruleSet.basis}.` } } });
    expect(await converted(healthy, '370600')).toEqual({
      ...NOTHING,
      decision: expect.objectContaining(green),
      fault: 'national_rule_set_altered',
    });
    await tell(ruled(101, 'suspended'));
    expect(await converted(healthy, '370600')).toEqual({
      ...NOTHING,
      decision: expect.objectContaining(green),
      fault: 'no_national_rule_set',
    });
  });

  it('a code that is not recognised either says so in its decision alone', async () => {
    await tell(ruled(102, 'suspended'));
    expect(await converted(healthy, '000000')).toEqual({
      ...NOTHING,
      decision: expect.objectContaining({ result: 'not_recognised', fault: 'no_rule_set' }),
    });
  });

  it('a code is converted again once there are some', async () => {
    await tell(ruled(103));
    const translation = await converted(healthy, '370600');
    expect(translation).toMatchObject({ decision: green, national: { colour: 'green' } });
    expect(translation).not.toHaveProperty('fault');
  });
});
