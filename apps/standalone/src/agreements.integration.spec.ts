import { keyStatement, sign, signingStatement } from '@huren/agreements';
import type { AgreementTerms } from '@huren/agreements';
import { verifyingKeyOf } from '@huren/crypto';
import { foundingAgreements } from '@huren/recognition';
import { DAY_MS } from '@huren/standard';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resident } from './demo/people.ts';
import { temporaryFederation } from './demo/temporary-federation.ts';
import { worldOf } from './demo/world.ts';
import type { World } from './demo/world.ts';
import type { Federation } from './federation.ts';
import { partiesAt, personOf } from './testing/parties.ts';
import type { Answer } from './testing/send.ts';
import { pointersOf } from './testing/send.ts';

let federation: Federation;
let world: World;
let parties: ReturnType<typeof partiesAt>;

const wang = personOf('420000', 'Wang', 'SM2-SM3');
const li = personOf('440000', 'Li');
const zhao = personOf('440000', 'Zhao');
const chen = personOf('510000', 'Chen');

beforeAll(async () => {
  federation = await temporaryFederation('2020-03-16T09:00:00+08:00');
  world = worldOf(federation);
  parties = partiesAt(federation, 'agreement');
  for (const person of [wang, li, chen]) await parties.register(person);
  const validFrom = '2020-03-01T00:00:00+08:00';
  const zhaos = {
    ...verifyingKeyOf(zhao.key),
    party: '440000',
    person: 'Zhao',
    validFrom,
    validTo: null,
  } as const;
  const { alg, kid, value } = sign(keyStatement(zhaos), li.key);
  const answer = await parties.register(zhao, { validFrom, voucher: { alg, kid, value } });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
}, 60_000);

afterAll(() => federation.stop(), 60_000);

const termsOf = (id: string, more: Partial<AgreementTerms> = {}): AgreementTerms => ({
  id,
  version: 1,
  title: { 'zh-CN': '互认协议', en: 'Recognition' },
  parties: ['440000', '420000'],
  validFrom: '2020-03-18T00:00:00+08:00',
  validTo: null,
  clauses: [
    {
      id: 'hubei-to-guangdong',
      from: ['420000'],
      destination: '440300',
      modes: ['showing'],
      validFrom: '2020-03-18T00:00:00+08:00',
      validTo: null,
      whenStale: 'unavailable',
    },
  ],
  basis: 'a test',
  ...more,
});

/** An agreement that both parties have signed. */
const signed = async (terms: AgreementTerms): Promise<Answer> => {
  await parties.draft(terms);
  await parties.propose(terms.id, terms.version, '440000');
  const answer = await parties.sign(terms, [wang, li]);
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return answer;
};

const statesOf = ({ body }: Answer) => (body['versions'] as { state: string }[]).map(({ state }) => state);
const codeOf = ({ status, body }: Answer) => [status, body['code']];

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
    await world.settle();
    expect((await result())[0]).toBe('not_recognised');
    expect(statesOf(await parties.act(['trains-home', 1], 'resume', [wang]))).toEqual(['in_force']);
    await world.settle();
    expect((await result())[0]).toBe('recognised');
    await signed({ ...terms, version: 2, validFrom: '2020-03-20T00:00:00+08:00' });
    await world.at('2020-03-20T00:00:01+08:00');
    expect(statesOf(await parties.file('trains-home'))).toEqual(['amended', 'in_force']);
    expect(await result()).toEqual(['recognised', 'trains-home', 2]);
    await parties.act(['trains-home', 2], 'give_notice', [li], { until: '2020-03-28T00:00:00+08:00' });
    await world.at('2020-03-28T00:00:01+08:00');
    expect(statesOf(await parties.file('trains-home'))).toEqual(['amended', 'ended']);
    expect((await result())[0]).toBe('not_recognised');
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
    await parties.draft(terms, more);
    await world.at('2020-03-29T09:00:01+08:00');
    await parties.propose('at-once', 1, '440000');
    const by = (...people: (typeof li)[]) => parties.sign(terms, people, 'emergency', 'an outbreak');
    expect(codeOf(await by(li, li))).toEqual([409, 'already_signed']);
    expect(codeOf(await by(wang))).toEqual([403, 'foreign_clause']);
    expect(statesOf(await by(zhao))).toEqual(['in_force']);
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

describe('what is not allowed is refused with its own error, and changes nothing', () => {
  const id = 'refusing';
  const terms = termsOf(id, { validFrom: '2020-04-20T00:00:00+08:00' });
  const file = async () => (await parties.file(id)).body;

  beforeAll(async () => {
    await parties.draft(terms);
  });

  it('an illegal transition, a version out of order, a backdated one, a foreign party', async () => {
    const before = await file();
    expect(codeOf(await parties.sign(terms, [wang]))).toEqual([409, 'illegal_transition']);
    expect(codeOf(await parties.act([id, 1], 'resume', [wang]))).toEqual([409, 'illegal_transition']);
    expect(codeOf(await parties.propose(id, 1, '510000'))).toEqual([403, 'foreign_party']);
    expect(codeOf(await parties.propose(id, 7, '420000'))).toEqual([404, 'unknown_version']);
    expect(codeOf(await parties.propose('nothing', 1, '420000'))).toEqual([404, 'unknown_instrument']);
    expect(codeOf(await parties.propose(id, 'x' as never, '420000'))).toEqual([400, 'invalid_request']);
    expect(codeOf(await parties.draft({ ...terms, version: 3 }))).toEqual([409, 'version_order']);
    const late = { ...terms, version: 2, validFrom: '2020-03-01T00:00:00+08:00' };
    expect(codeOf(await parties.draft(late))).toEqual([422, 'backdated']);
    expect(await file()).toEqual(before);
  });

  it('a document that does not fit its schema, and a clause of nobody’s own, each at its path', async () => {
    const wrong = await parties.draft({
      ...terms,
      id: 'wrong',
      clauses: [{ ...terms.clauses[0], modes: [] }],
    });
    expect(codeOf(wrong)).toEqual([422, 'invalid_document']);
    expect(pointersOf(wrong)).toEqual(['/document/clauses/0/modes']);
    const [clause] = terms.clauses;
    const foreign = { ...terms, id: 'foreign', clauses: [{ ...clause, destination: '330100' }] };
    expect(await parties.draft(foreign)).toMatchObject({
      status: 201,
      body: { findings: [{ severity: 'error', code: 'foreign_clause' }] },
    });
    const proposed = await parties.propose('foreign', 1, '420000');
    expect(codeOf(proposed)).toEqual([403, 'foreign_clause']);
    expect(pointersOf(proposed)).toEqual(['/clauses/0/destination']);
    await parties.draft({ ...terms, id: 'stranger', parties: ['420000', '990000'] });
    expect(codeOf(await parties.propose('stranger', 1, '420000'))).toEqual([403, 'unknown_party']);
  });

  it('a signature by a foreign or an unknown key, of another algorithm, over another byte', async () => {
    await parties.propose(id, 1, '420000');
    const before = await file();
    expect(codeOf(await parties.sign(terms, [chen]))).toEqual([403, 'foreign_key']);
    expect(codeOf(await parties.sign(terms, [personOf('420000', 'Nobody')]))).toEqual([403, 'unknown_key']);
    const other = { ...wang, key: { ...li.key, kid: 'wang' } };
    expect(codeOf(await parties.sign(terms, [other]))).toEqual([422, 'other_algorithm']);
    expect(codeOf(await parties.sign({ ...terms, basis: 'a Test' }, [wang]))).toEqual([422, 'altered']);
    expect(codeOf(await parties.sign(terms, [personOf('420000', 'dev-420000')]))).toEqual([
      403,
      'key_not_in_force',
    ]);
    expect(await file()).toEqual(before);
  });

  it('a signature that was given for another version, act or agreement, or was used before', async () => {
    const given = sign(signingStatement('agreement', terms, 'ordinary', null), wang.key);
    expect(codeOf(await parties.signatures('trains-home', { signatures: [given] }))).toEqual([
      409,
      'other_document',
    ]);
    await signed(termsOf('replayed', { validFrom: '2020-04-03T00:00:00+08:00' }));
    await world.at('2020-04-03T00:00:01+08:00');
    const serial = await parties.serialOf('replayed');
    const act = (name: string) =>
      parties.act(['replayed', 1], name, [wang], { serial, grounds: 'an outbreak' });
    expect((await act('suspend')).status).toBe(200);
    await parties.act(['replayed', 1], 'resume', [wang]);
    expect(codeOf(await act('suspend'))).toEqual([409, 'stale_serial']);
    const content = { serial: await parties.serialOf('replayed'), grounds: 'an outbreak' };
    const statement = { kind: 'agreement', id: 'replayed', version: 1, act: 'suspend', content } as const;
    const one = sign(statement, wang.key);
    for (const [change, code] of [
      [{ version: 2 }, 'unknown_version'],
      [{ act: 'resume' }, 'altered'],
      [{ id: 'trains-home' }, 'other_document'],
    ] as const) {
      const answer = await parties.signatures('replayed', { content, signatures: [{ ...one, ...change }] });
      expect(answer.body['code']).toBe(code);
    }
    expect(codeOf(await parties.signatures('replayed', { signatures: [one] }))).toEqual([
      409,
      'stale_serial',
    ]);
  });

  it('a key that is weak, that is named like another, or that nobody of its party vouches for', async () => {
    const weak = personOf('420000', 'Weak');
    const one = { ...weak, key: { ...weak.key, privateKey: '1'.padStart(64, '0') } };
    expect(codeOf(await parties.register({ ...one, party: '330000' }))).toEqual([403, 'weak_key']);
    expect(codeOf(await parties.register(weak))).toEqual([403, 'not_vouched']);
    expect(codeOf(await parties.register({ ...wang, party: '330000' }))).toEqual([409, 'key_taken']);
    expect(codeOf(await parties.register(personOf('990000', 'Stranger')))).toEqual([403, 'unknown_party']);
    const { alg, kid, value } = sign(
      { kind: 'key', id: 'weak', version: 1, act: 'register', content: {} },
      wang.key,
    );
    expect(codeOf(await parties.register(weak, { voucher: { alg, kid, value } }))).toEqual([422, 'altered']);
  });
});
