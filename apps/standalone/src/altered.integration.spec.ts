import { appendToOutbox } from '@huren/events';
import type { AgreementEvent, EventDraft, RuleSetEvent } from '@huren/events';
import { foundingAgreements, foundingRuleSets } from '@huren/recognition';
import type { Agreement, RuleSet } from '@huren/recognition';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resident } from './demo/people.ts';
import { temporaryFederation } from './demo/temporary-federation.ts';
import { worldOf } from './demo/world.ts';
import type { Code, World } from './demo/world.ts';
import type { Federation } from './federation.ts';
import { signedEvent } from './testing/publish-signed.ts';

let federation: Federation;
let world: World;
let code: Code;

beforeAll(async () => {
  federation = await temporaryFederation('2020-03-19T09:00:00+08:00');
  world = worldOf(federation);
  code = await world.apply('420000', resident('421002', 1));
}, 60_000);

afterAll(() => federation.stop(), 60_000);

const baiyun = foundingAgreements.find(({ id }) => id === 'baiyun-hubei') as Agreement;
const hangzhou = foundingAgreements.find(({ id }) => id === 'hangzhou-hubei') as Agreement;
const rules = foundingRuleSets.find(({ id }) => id === '440111.domestic') as RuleSet;

const tell = async (draft: EventDraft): Promise<void> => {
  await federation.hubContext.database.transactions.run((tx) => appendToOutbox(tx, [draft]));
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
