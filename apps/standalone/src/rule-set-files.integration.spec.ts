import { foundingRuleSets } from '@huren/recognition';
import type { RuleSet } from '@huren/recognition';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resident } from './demo/people.ts';
import { temporaryFederation } from './demo/temporary-federation.ts';
import { worldOf } from './demo/world.ts';
import type { World } from './demo/world.ts';
import type { Federation } from './federation.ts';
import { codeOf, partiesAt, personOf, statesOf, wang } from './testing/parties.ts';
import { pointersOf } from './testing/send.ts';

let federation: Federation;
let world: World;
let parties: ReturnType<typeof partiesAt>;

const he = personOf('440111', 'He');

beforeAll(async () => {
  federation = await temporaryFederation('2020-03-16T09:00:00+08:00');
  world = worldOf(federation);
  parties = partiesAt(federation, 'rule_set');
  for (const person of [wang, he]) await parties.register(person);
}, 60_000);

afterAll(() => federation.stop(), 60_000);

const founding = (name: string): RuleSet => foundingRuleSets.find(({ id }) => id === name) as RuleSet;

describe('the rule set of a destination', () => {
  it('was signed under its own date, and is amended by a version that its authority signs', async () => {
    const hubei = founding('420000.domestic');
    const { body } = await parties.file(hubei.id);
    expect(body['acts']).toMatchObject([
      { act: 'draft', by: '420000', at: '2020-02-18T00:00:00+08:00' },
      { act: 'propose' },
      { act: 'sign', at: '2020-02-18T00:00:00+08:00' },
      { act: 'draft', version: 2, at: '2020-02-28T00:00:00+08:00' },
      { act: 'propose', version: 2 },
      { act: 'sign', version: 2, at: '2020-02-28T00:00:00+08:00' },
    ]);
    const stricter: RuleSet = {
      ...hubei,
      version: hubei.version + 1,
      validFrom: '2020-03-18T00:00:00+08:00',
      rules: hubei.rules.map((rule) =>
        rule.id === 'close-contact' ? { ...rule, then: { ...rule.then, colour: 'red' } } : rule,
      ),
    };
    const contact = { health: { temperatureTenths: 366, symptoms: [], closeContact: true } };
    const code = await world.apply('420000', resident('421002', 1), contact);
    const colour = async () => (await world.colourOf(code)).colour;
    const drafted = await parties.draft(stricter);
    expect(drafted).toMatchObject({ status: 201, body: { id: hubei.id, version: stricter.version } });
    const reads = drafted.body['reads'] as { rule: string; paths: string[] }[];
    expect(reads.find(({ rule }) => rule === 'close-contact')?.paths).toContain('facts.contact.close.days');
    await parties.propose(hubei.id, stricter.version, '420000');
    expect(statesOf(await parties.sign(stricter, [wang]))).toEqual(['amended', 'in_force', 'signed']);
    await world.settle();
    expect(await colour()).toBe('yellow');
    await world.at('2020-03-18T00:00:01+08:00');
    const file = await parties.file(hubei.id);
    expect(statesOf(file)).toEqual(['amended', 'amended', 'in_force']);
    const versions = file.body['versions'] as { reads: unknown }[];
    expect(versions.at(-1)?.reads).toEqual(reads);
    expect(await colour()).toBe('red');
  }, 90_000);

  it('of an authority below its province has grounds, a publication and an end', async () => {
    const { grounds: _grounds, publication: _publication, ...rest } = founding('440111.domestic');
    const baiyun: RuleSet = { ...rest, version: 2, validFrom: '2020-03-25T00:00:00+08:00', validTo: null };
    await parties.draft(baiyun);
    const refused = await parties.propose(baiyun.id, 2, '440111');
    expect(codeOf(refused)).toEqual([422, 'local_rules']);
    expect(pointersOf(refused)).toEqual(['/grounds', '/publication', '/validTo']);
    const said = { grounds: 'an outbreak', publication: 'Notice 7', validTo: '2020-05-01T00:00:00+08:00' };
    const next = { ...baiyun, ...said, version: 3 };
    await parties.draft(next);
    await parties.propose(next.id, 3, '440111');
    expect(statesOf(await parties.sign(next, [he]))).toEqual(['in_force', 'draft', 'signed']);
  });

  it('is refused where it is another’s, or has a rule that the standard does not bear, at its path', async () => {
    const hubei = founding('420000.domestic');
    const [rule] = hubei.rules;
    const later = { ...hubei, version: 4, validFrom: '2020-04-01T00:00:00+08:00' };
    expect(codeOf(await parties.draft(later, { party: '440000' }))).toEqual([403, 'party_missing']);
    await parties.draft({ ...later, rules: [{ ...rule, when: { var: 'facts.contact.near.present' } }] });
    const refused = await parties.propose(hubei.id, 4, '420000');
    expect(codeOf(refused)).toEqual([422, 'rule_not_admitted']);
    expect(pointersOf(refused)).toEqual(['/rules/0/facts.contact.near.present']);
  });
});
