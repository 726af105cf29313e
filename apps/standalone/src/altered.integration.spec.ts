import { sealedKey } from '@huren/agreements';
import { verifyingKeyOf } from '@huren/crypto';
import type { SigningKey } from '@huren/crypto';
import { appendToOutbox, draftOf, partyKeyTopic, regionTopic } from '@huren/events';
import type { AgreementEvent, EventDraft, RuleSetEvent } from '@huren/events';
import { foundingAgreements, foundingRuleSets } from '@huren/recognition';
import type { Agreement, RuleSet } from '@huren/recognition';
import type { DivisionCode } from '@huren/standard';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resident } from './demo/people.ts';
import { temporaryFederation } from './demo/temporary-federation.ts';
import { worldOf } from './demo/world.ts';
import type { Code, World } from './demo/world.ts';
import type { Federation } from './federation.ts';
import { signedEvent } from './testing/publish-signed.ts';
import { dismissAll, lettersOf, tellUnreadable } from './testing/spoil.ts';

let federation: Federation;
let world: World;
let code: Code;

beforeAll(async () => {
  federation = await temporaryFederation('2020-03-19T09:00:00+08:00', { LOG_LEVEL: 'silent' });
  world = worldOf(federation);
  code = await world.apply('420000', resident('421002', 1));
}, 60_000);

afterAll(() => federation.stop(), 60_000);

const baiyun = foundingAgreements.find(({ id }) => id === 'baiyun-hubei') as Agreement;
const hangzhou = foundingAgreements.find(({ id }) => id === 'hangzhou-hubei') as Agreement;
const rules = foundingRuleSets.find(({ id }) => id === '440111.domestic') as RuleSet;

const tell = async (...drafts: EventDraft[]): Promise<void> => {
  await federation.hubContext.database.transactions.run((tx) => appendToOutbox(tx, drafts));
  await federation.settle();
};

const agreed = (document: Agreement, revision: number) =>
  signedEvent(federation, { kind: 'agreement', revision, state: 'in_force', document });
const ruled = (revision: number) =>
  signedEvent(federation, { kind: 'rule_set', revision, state: 'in_force', document: rules });

/** The same event with something in it exchanged. */
const altered = <Data>(draft: EventDraft, alter: (data: Data) => Data): EventDraft => ({
  ...draft,
  data: alter(draft.data as Data),
});

const decided = async (destination: string) => {
  const decision = await world.recognise(await world.show(code), destination);
  return { ...decision, found: [decision.result, decision.fault, decision.measure] };
};

/** Whether the list of agreements and the matrix of the register mark Baiyun's as altered, and what of its rules. */
const listed = async () => {
  const { agreements } = (await world.hub('GET', '/v1/agreements')) as unknown as {
    agreements: { id: string; altered: boolean }[];
  };
  const { destinations } = (await world.hub('GET', '/v1/register/matrix')) as unknown as {
    destinations: {
      destination: string;
      recognises: { issuer: string; clauses: { altered: boolean; rules: string }[] }[];
    }[];
  };
  const cell = destinations
    .find(({ destination }) => destination === '440111')
    ?.recognises.find(({ issuer }) => issuer === '420000');
  return [
    agreements.find(({ id }) => id === baiyun.id)?.altered,
    cell?.clauses[0]?.altered,
    cell?.clauses[0]?.rules,
  ];
};

/** The clause by which a trip to Baiyun would be decided about. */
const routed = async () => {
  const legs = [{ destination: '440111', arriveAt: '2020-03-20T09:00:00+08:00' }];
  const told = await world.hub('POST', '/v1/trips', { issuer: '420000', legs });
  return (told as unknown as { legs: { route: { standing: unknown } }[] }).legs[0]?.route.standing;
};

const ALTERED = ['not_recognised', 'agreement_altered', 'central_isolation'];

describe('a byte that is altered on the bus', () => {
  it('in an agreement makes the hub refuse what depends on it, and nothing else, until it is published again', async () => {
    expect((await decided('440111')).result).toBe('recognised');
    await tell(
      altered<AgreementEvent>(agreed(baiyun, 2), (data) => ({
        ...data,
        agreement: { ...data.agreement, basis: `${data.agreement.basis}.` },
      })),
    );
    const refused = await decided('440111');
    expect(refused.found).toEqual(ALTERED);
    expect(refused.explanation.en).toContain('the agreement is not as its parties signed it');
    expect((await decided('330106')).result).toBe('recognised');
    expect(await listed()).toEqual([true, true, 'in_force']);
    expect(federation.hubContext.knowledge.altered()).toEqual(['baiyun-hubei@1']);
    const replayed = await world.hub('POST', `/v1/decisions/${refused.decisionId}/replay`);
    expect(replayed).toMatchObject({ identical: true });
    await tell(agreed(baiyun, 3));
    expect((await decided('440111')).result).toBe('recognised');
    expect(await listed()).toEqual([false, false, 'in_force']);
  });

  it('in the seal, in a signature, in the dates, or the proof left away', async () => {
    const alterations: ((data: AgreementEvent) => AgreementEvent)[] = [
      ({ proof: _, ...data }) => data,
      (data) => ({ ...data, agreement: { ...data.agreement, validTo: '2020-12-01T00:00:00+08:00' } }),
      ({ proof, ...data }) => ({ ...data, proof: proof && { ...proof, signatures: [proof.seal] } }),
      ({ proof, ...data }) => ({
        ...data,
        proof: proof && { ...proof, seal: { ...proof.seal, at: '2020-03-01T00:00:00+08:00' } },
      }),
    ];
    for (const [at, alter] of alterations.entries()) {
      await tell(altered(agreed(baiyun, 10 + 2 * at), alter));
      expect((await decided('440111')).found).toEqual(ALTERED);
      await tell(agreed(baiyun, 11 + 2 * at));
      expect((await decided('440111')).result).toBe('recognised');
    }
  });

  it('in a rule set makes the hub refuse what depends on it', async () => {
    await tell(
      altered<RuleSetEvent>(ruled(2), (data) => ({
        ...data,
        ruleSet: { ...data.ruleSet, unrecognised: { measure: 'pass', days: 0 } },
      })),
    );
    expect((await decided('440111')).found).toEqual([
      'not_recognised',
      'rule_set_altered',
      'central_isolation',
    ]);
    expect([await listed(), await routed()]).toEqual([[false, false, 'rule_set_altered'], null]);
    await tell(ruled(3));
    expect((await decided('440111')).result).toBe('recognised');
    expect(await routed()).toMatchObject({ agreement: 'baiyun-hubei' });
  });

  it('makes a province that decides itself refuse as well', async () => {
    await tell(
      altered<AgreementEvent>(agreed(hangzhou, 2), (data) => ({
        ...data,
        agreement: { ...data.agreement, title: { ...data.agreement.title, en: 'Another' } },
      })),
    );
    const presented = await world.show(code, 'offline');
    const asked = { presented, destination: '330106' };
    const own = await world.issuer('POST', '/v1/issuers/330000/recognitions', asked);
    expect(own).toMatchObject({ result: 'not_recognised', fault: 'agreement_altered' });
  });
});

describe('a newer state that cannot be read', () => {
  it('of an agreement has nobody decide by the old one, until a newer one can be read', async () => {
    await tell(agreed(hangzhou, 3));
    const presented = await world.show(code, 'offline');
    const own = async () => {
      const asked = { presented, destination: '330106' };
      return (await world.issuer('POST', '/v1/issuers/330000/recognitions', asked))['fault'];
    };
    const before = [await own(), (await decided('440111')).result];
    expect(before).toEqual([undefined, 'recognised']);
    await tellUnreadable(federation, agreed(hangzhou, 4));
    await tellUnreadable(federation, agreed({ ...baiyun, version: 2 }, 1));
    const refused = await decided('440111');
    expect([refused.found, await own()]).toEqual([ALTERED, 'agreement_altered']);
    expect(await world.hub('POST', `/v1/decisions/${refused.decisionId}/replay`)).toMatchObject({
      identical: true,
    });
    await tell(agreed(hangzhou, 5));
    await tell(agreed({ ...baiyun, version: 2 }, 2));
    expect([await own(), (await decided('440111')).result]).toEqual(before);
  });

  it('of a rule set or of a key has nobody decide by what rests on it, until it is dismissed', async () => {
    await tellUnreadable(federation, ruled(4));
    expect((await decided('440111')).found[1]).toBe('rule_set_altered');
    await dismissAll(federation.hub, 'knowledge');
    expect((await decided('440111')).result).toBe('recognised');
    const key = {
      ...{ ...verifyingKeyOf(federation.keys.developmentKey('440111')), party: '440111' as const },
      ...{ person: 'Li', validFrom: '2020-01-01T00:00:00+08:00', validTo: '2020-02-01T00:00:00+08:00' },
    };
    const data = sealedKey({ revision: 9, key }, key.validFrom, federation.keys.registrarKey);
    const ended = { source: '/hub', time: key.validFrom, data };
    await tellUnreadable(federation, draftOf(partyKeyTopic, ended));
    expect((await decided('440111')).found[1]).toBe('agreement_altered');
    await dismissAll(federation.hub, 'knowledge');
    expect((await decided('440111')).result).toBe('recognised');
  });

  it('of a level leaves the age of all levels unknown, until it can be read', async () => {
    const bounded = { maxRiskAgeSeconds: 3600, whenStale: 'unavailable' as const };
    const clauses = baiyun.clauses.map((clause) => ({ ...clause, ...bounded }));
    await tell(agreed({ ...baiyun, version: 3, clauses }, 1));
    const told = (version: number) =>
      draftOf(regionTopic, {
        ...{ source: '/risk', time: '2020-03-19T09:00:00+08:00' },
        data: {
          ...{ division: '110105' as const, level: 'high' as const, scheme: 'cn-2020-02' },
          ...{ unit: 'county' as const, since: '2020-03-18T00:00:00+08:00', version, history: [] },
        },
      });
    const seen = async () => {
      const { result, fault, basis } = await decided('440111');
      const { levelsCompleteAt } = await world.hub('GET', '/v1/register/freshness');
      return [result, fault, basis.riskAgeSeconds === null, levelsCompleteAt === null];
    };
    expect(await seen()).toEqual(['recognised', undefined, false, false]);
    await tellUnreadable(federation, told(1));
    expect(await seen()).toEqual(['unavailable', 'stale_risk', true, true]);
    await tell(told(2));
    expect(await seen()).toEqual(['recognised', undefined, false, false]);
  });
});

describe('a key that somebody else than the registrar tells of', () => {
  const forged = (kid: string): SigningKey => ({ kid, alg: 'ES256', privateKey: '5a'.repeat(32) });
  const keyTold = (kid: string, party: DivisionCode): EventDraft => {
    const time = '2020-01-01T00:00:00+08:00';
    const key = { ...verifyingKeyOf(forged(kid)), party, person: kid, validFrom: time, validTo: null };
    const data = sealedKey({ revision: 2, key }, time, forged('registrar'));
    return draftOf(partyKeyTopic, { source: '/hub', time, data });
  };

  it('is believed by nobody, be it the registrar’s own, and is a dead letter of every process that decides', async () => {
    const letters = () =>
      Promise.all([federation.hub, federation.issuer].map((one) => lettersOf(one, 'knowledge')));
    for (const service of [federation.hub, federation.issuer]) await dismissAll(service, 'knowledge');
    const read = () => world.hub('GET', '/v1/register/signing-keys');
    const before = await read();
    await tell(keyTold('registrar', '000000'), keyTold('dev-440111', '440111'));
    const own = { registrarKey: forged('registrar'), developmentKey: () => forged('dev-440111') };
    const forger = { ...federation, keys: { ...federation.keys, ...own } };
    const document: RuleSet = { ...rules, unrecognised: { measure: 'pass', days: 0 } };
    await tell(signedEvent(forger, { kind: 'rule_set', revision: 20, state: 'in_force', document }));
    expect((await decided('440111')).fault).toBe('rule_set_altered');
    expect(await read()).toEqual(before);
    expect(await letters()).toEqual([2, 2]);
    await tell(ruled(21));
    expect((await decided('440111')).result).toBe('recognised');
  });
});
