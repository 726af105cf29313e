import { foundingAgreements } from '@huren/recognition';
import { DAY_MS } from '@huren/standard';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resident } from './demo/people.ts';
import { temporaryFederation } from './demo/temporary-federation.ts';
import { worldOf } from './demo/world.ts';
import type { World } from './demo/world.ts';
import type { Federation } from './federation.ts';
import type { Answer } from './testing/send.ts';
import { agreed, codeOf, li, partiesAt, statesOf, termsOf, wang, zhao } from './testing/parties.ts';

let federation: Federation;
let world: World;
let parties: ReturnType<typeof partiesAt>;

beforeAll(async () => {
  federation = await temporaryFederation('2020-03-16T09:00:00+08:00', {}, { isToBeFounded: true });
  world = worldOf(federation);
  parties = partiesAt(federation, 'agreement');
  for (const person of [wang, li, zhao]) await parties.register(person);
}, 60_000);

afterAll(() => federation.stop(), 60_000);

describe('an agreement', () => {
  it('is drafted, proposed, signed by each party and in force from its date, for decisions as well', async () => {
    const code = await world.apply('420000', resident('421002', 1));
    const result = async () => {
      const { result: found, basis } = await world.recognise(await world.show(code), '440300');
      return [found, basis.agreement?.id, basis.agreement?.version];
    };
    const terms = termsOf('trains-home');
    expect(await parties.draft(terms)).toMatchObject({ status: 201, body: { terms, findings: [] } });
    expect(statesOf(await parties.propose('trains-home', 1, '440000'))).toEqual(['proposed']);
    expect(statesOf(await parties.sign(terms, [wang]))).toEqual(['proposed']);
    expect(statesOf(await parties.sign(terms, [li]))).toEqual(['signed']);
    expect(await result()).toEqual(['not_recognised', undefined, undefined]);
    await world.at('2020-03-18T00:00:01+08:00');
    expect(statesOf(await parties.file('trains-home'))).toEqual(['in_force']);
    expect(await result()).toEqual(['recognised', 'trains-home', 1]);
    const suspended = await parties.act(['trains-home', 1], 'suspend', [wang], { grounds: 'an outbreak' });
    expect(statesOf(suspended)).toEqual(['suspended']);
    await parties.act(['trains-home', 1], 'suspend', [li], { grounds: 'an outbreak' });
    await world.settle();
    expect((await result())[0]).toBe('not_recognised');
    expect(statesOf(await parties.act(['trains-home', 1], 'resume', [wang]))).toEqual(['suspended']);
    await world.settle();
    expect((await result())[0]).toBe('not_recognised');
    expect(statesOf(await parties.act(['trains-home', 1], 'resume', [li]))).toEqual(['in_force']);
    await world.settle();
    expect((await result())[0]).toBe('recognised');
    await agreed(parties, { ...terms, version: 2, validFrom: '2020-03-20T00:00:00+08:00' });
    await world.at('2020-03-20T00:00:01+08:00');
    expect(statesOf(await parties.file('trains-home'))).toEqual(['amended', 'in_force']);
    expect(await result()).toEqual(['recognised', 'trains-home', 2]);
    await parties.act(['trains-home', 2], 'give_notice', [li], { until: '2020-03-28T00:00:00+08:00' });
    await world.at('2020-03-28T00:00:01+08:00');
    expect(statesOf(await parties.file('trains-home'))).toEqual(['amended', 'ended']);
    expect((await result())[0]).toBe('not_recognised');
  });

  it('is held against the agreements in force when it is drafted, and again when it is proposed', async () => {
    const terms = termsOf('beside', { validFrom: '2020-04-20T00:00:00+08:00' });
    const clauses = terms.clauses.map((clause) => ({ ...clause, destination: '440111' as const }));
    const overlap = {
      ...{ severity: 'warning', code: 'overlap', path: '/clauses/0' },
      message: expect.stringMatching(/^hubei-to-guangdong and \S+ of baiyun-hubei version 1 hold/) as unknown,
    };
    const drafted = await parties.draft({ ...terms, clauses });
    expect(drafted).toMatchObject({ status: 201, body: { findings: [overlap] } });
    expect(statesOf(await parties.propose('beside', 1, '440000'))).toEqual(['proposed']);
    expect((await parties.file('beside')).body['versions']).toMatchObject([{ findings: [overlap] }]);
    await agreed(parties, termsOf('apart', { validFrom: '2020-04-20T00:00:00+08:00' }));
    expect((await parties.file('apart')).body['versions']).toMatchObject([{ findings: [] }]);
  });

  it('is held against what has been signed since once more when its last signature comes', async () => {
    const validFrom = '2020-04-20T00:00:00+08:00';
    const shown = (id: string) => {
      const terms = termsOf(id, { validFrom });
      return { ...terms, clauses: terms.clauses.map((one) => ({ ...one, from: ['370000' as const] })) };
    };
    const [first, second] = [shown('at-first'), shown('at-second')];
    const findingsIn = ({ body }: Answer) => (body['versions'] as { findings: object[] }[])[0]?.findings;
    for (const terms of [first, second]) {
      await parties.draft(terms);
      expect(findingsIn(await parties.propose(terms.id, 1, '440000'))).toEqual([]);
      await parties.sign(terms, [wang]);
    }
    const both = await Promise.all([first, second].map((terms) => parties.sign(terms, [li])));
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    const found = both.flatMap(findingsIn);
    expect(found).toMatchObject([{ severity: 'warning', code: 'overlap', path: '/clauses/0' }]);
    const kept = await Promise.all([first, second].map(({ id }) => parties.file(id)));
    expect(kept.flatMap(findingsIn)).toEqual(found);
  });

  it('is told of a rule set that its clause names and nobody has signed, until somebody has', async () => {
    const terms = termsOf('under-rules', { validFrom: '2020-04-20T00:00:00+08:00' });
    const under = (id: string, minVersion: number) => ({
      ...terms,
      clauses: terms.clauses.map((one) => ({ ...one, from: ['330000'], ruleSet: { id, minVersion } })),
    });
    const unsigned = { code: 'unsigned_rule_set', path: '/clauses/0/ruleSet/minVersion' };
    const drafted = await parties.draft(under('440000.domestic', 100));
    expect(drafted).toMatchObject({ status: 201, body: { findings: [unsigned] } });
    expect(statesOf(await parties.propose('under-rules', 1, '440000'))).toEqual(['proposed']);
    expect((await parties.file('under-rules')).body['versions']).toMatchObject([{ findings: [unsigned] }]);
    await parties.withdraw('under-rules', 1, '440000');
    const signed = await parties.draft({ ...under('440000.domestic', 1), version: 2 });
    expect(signed).toMatchObject({ status: 201, body: { findings: [] } });
  });

  it('holds at once in an emergency, by two people of one party, and ends by itself or by two', async () => {
    const terms = termsOf('at-once', {
      validFrom: '2020-03-29T09:00:00+08:00',
      validTo: '2020-04-10T00:00:00+08:00',
    });
    const more = { lane: 'emergency', grounds: 'an outbreak' };
    expect(codeOf(await parties.draft(terms, { lane: 'emergency' }))).toEqual([422, 'no_grounds']);
    const endless = { ...terms, validTo: null };
    expect(codeOf(await parties.draft(endless, more))).toEqual([422, 'no_automatic_end']);
    await world.at('2020-03-29T09:00:01+08:00');
    await parties.draft(terms, more);
    await parties.propose('at-once', 1, '440000');
    const by = (...people: (typeof li)[]) => parties.sign(terms, people, 'emergency', 'an outbreak');
    expect(codeOf(await by(li, li))).toEqual([409, 'already_signed']);
    expect(codeOf(await by(wang))).toEqual([403, 'foreign_clause']);
    const signed = await by(zhao);
    expect(statesOf(signed)).toEqual(['in_force']);
    const [, , , second] = signed.body['acts'] as { readonly at: string }[];
    await world.settle();
    const { agreements } = (await world.hub('GET', '/v1/register/agreements')) as {
      readonly agreements: readonly { readonly agreement: { readonly id: string } }[];
    };
    // Published is when it holds, in its proof what was signed.
    expect(agreements.find(({ agreement }) => agreement.id === 'at-once')).toMatchObject({
      agreement: { validFrom: second?.at, validTo: terms.validTo },
      proof: { terms: { validFrom: terms.validFrom, validTo: terms.validTo } },
    });
    const end = (people: (typeof li)[]) =>
      parties.act(['at-once', 1], 'end_in_emergency', people, { grounds: 'over' });
    expect(codeOf(await end([li]))).toEqual([409, 'already_signed']);
    expect(codeOf(await end([li, li]))).toEqual([409, 'already_signed']);
    expect(codeOf(await end([li, wang]))).toEqual([403, 'other_party']);
    expect(statesOf(await end([li, zhao]))).toEqual(['ended']);
  });
});

describe('an act', () => {
  it('at the same time as another comes after it: of two of one serial one is done', async () => {
    const terms = termsOf('at-one-time', { validFrom: '2020-03-31T00:00:00+08:00' });
    await parties.draft(terms);
    await parties.propose('at-one-time', 1, '440000');
    await Promise.all([parties.sign(terms, [wang]), parties.sign(terms, [li])]);
    expect(statesOf(await parties.file('at-one-time'))).toEqual(['signed']);
    await world.at('2020-03-31T00:00:01+08:00');
    const serial = await parties.serialOf('at-one-time');
    const answers = await Promise.all(
      [wang, li].map((person) =>
        parties.act(['at-one-time', 1], 'suspend', [person], { serial, grounds: 'an outbreak' }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('of the founding agreements was done under their own dates, by each of their parties', async () => {
    for (const { id, parties: all, validFrom } of foundingAgreements) {
      const { body } = await parties.file(id);
      const acts = body['acts'] as { act: string; by: string; at: string }[];
      expect(acts.map(({ act }) => act)).toEqual(['draft', 'propose', ...all.map(() => 'sign')]);
      expect(acts.slice(2).map(({ by }) => by)).toEqual(all);
      const ahead = (one: { at: string }) => Date.parse(validFrom) - Date.parse(one.at);
      expect(acts.map(ahead).every((ms) => ms >= 2 * DAY_MS)).toBe(true);
    }
  });
});
