import { LAST_REVISION, appendToOutbox } from '@huren/events';
import { foundingAgreements, foundingRuleSets } from '@huren/recognition';
import type { Agreement, RuleSet } from '@huren/recognition';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resident } from './demo/people.ts';
import { temporaryFederation } from './demo/temporary-federation.ts';
import { worldOf } from './demo/world.ts';
import type { World } from './demo/world.ts';
import type { Federation } from './federation.ts';
import { publishSigned, signedEvent } from './testing/publish-signed.ts';
import { send } from './testing/send.ts';

let federation: Federation;
let world: World;

beforeAll(async () => {
  federation = await temporaryFederation('2020-03-19T09:00:00+08:00', { LOG_LEVEL: 'silent' });
  world = worldOf(federation);
}, 60_000);

afterAll(() => federation.stop(), 60_000);

const agreement = foundingAgreements.find(({ id }) => id === 'baiyun-hubei') as Agreement;
const ruleSet = foundingRuleSets.find(({ id }) => id === '440111.domestic') as RuleSet;
const publications = [
  [`agreements/${agreement.id}`, { kind: 'agreement', state: 'in_force', document: agreement }],
  [`rule-sets/${ruleSet.id}`, { kind: 'rule_set', state: 'in_force', document: ruleSet }],
] as const;

type Told = (typeof publications)[number][1];

/** Another text under the signatures of what was agreed. */
const tellAltered = async (told: Told, revision: number): Promise<void> => {
  const draft = signedEvent(federation, { ...told, revision });
  const written = JSON.stringify(draft.data).replace('"basis":"', '"basis":"not ');
  const forged = { ...draft, data: JSON.parse(written) as object };
  await federation.hubContext.database.transactions.run((tx) => appendToOutbox(tx, [forged]));
  await federation.settle();
};

const publish = (what: string) =>
  send(`${federation.hub.url}/v1/admin/${what}/publication`, 'POST', undefined);

describe('what was put in the place of a version, under whatever revision', () => {
  let result: () => Promise<string>;

  beforeAll(async () => {
    const code = await world.apply('420000', resident('421002', 1));
    result = async () => (await world.recognise(await world.show(code), '440111')).result;
  });

  it.each(publications)(
    'is overtaken by what was signed where an operator has that published again: %s',
    async (what, told) => {
      await tellAltered(told, 900);
      await publishSigned(federation, { ...told, revision: 2 });
      expect(await result()).toBe('not_recognised');
      const { status, body } = await publish(what);
      expect([status, body['versions']]).toMatchObject([200, [{ revision: 901, state: 'in_force' }]]);
      await federation.settle();
      expect(await result()).toBe('recognised');
      expect(federation.hubContext.knowledge.altered()).toEqual([]);
    },
  );

  it('has the last revision that there is: then an amendment alone overtakes it', async () => {
    const [[what, told]] = publications;
    await tellAltered(told, LAST_REVISION - 1);
    expect((await publish(what)).body['versions']).toMatchObject([{ revision: LAST_REVISION }]);
    await federation.settle();
    expect((await publish(what)).body).toMatchObject({ status: 409, code: 'no_revision_left' });
    expect((await publish('agreements/nobody')).body).toMatchObject({ code: 'unknown_instrument' });
  });
});
