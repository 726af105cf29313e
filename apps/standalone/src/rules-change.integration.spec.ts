import { foundingRuleSets } from '@huren/recognition';
import type { RuleSet } from '@huren/recognition';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resident } from './demo/people.ts';
import { temporaryFederation } from './demo/temporary-federation.ts';
import { worldOf } from './demo/world.ts';
import type { World } from './demo/world.ts';
import type { Federation } from './federation.ts';
import { publishSigned } from './testing/publish-signed.ts';

let federation: Federation;
let world: World;

beforeAll(async () => {
  federation = await temporaryFederation('2020-03-16T09:00:00+08:00');
  world = worldOf(federation);
}, 60_000);

afterAll(() => federation.stop(), 60_000);

const hubei = foundingRuleSets.find(({ id }) => id === '420000.domestic') as RuleSet;

/** Hubei's rules, but that a close contact is red, from 17 March. */
const stricter: RuleSet = {
  ...hubei,
  version: hubei.version + 1,
  validFrom: '2020-03-17T00:00:00+08:00',
  rules: hubei.rules.map((rule) =>
    rule.id === 'close-contact' ? { ...rule, then: { ...rule.then, colour: 'red' } } : rule,
  ),
};

const tell = async (revision: number, state: 'in_force' | 'suspended'): Promise<void> => {
  await publishSigned(federation, { kind: 'rule_set', revision, state, document: stricter });
};

const contact = { health: { temperatureTenths: 366, symptoms: [], closeContact: true } };

describe('the codes of an issuer', () => {
  it('follow its rules with nobody asking: from the first instant of a new version, and back', async () => {
    const code = await world.apply('420000', resident('421002', 1), contact);
    const seen = async () => {
      const { colour, version } = await world.colourOf(code);
      return [colour, version];
    };
    await tell(1, 'in_force');
    expect(await seen()).toEqual(['yellow', 1]);
    await world.at('2020-03-17T00:00:01+08:00');
    expect(await seen()).toEqual(['red', 2]);
    await tell(2, 'suspended');
    expect(await seen()).toEqual(['yellow', 3]);
    await world.settle();
    expect(await seen()).toEqual(['yellow', 3]);
  });
});
