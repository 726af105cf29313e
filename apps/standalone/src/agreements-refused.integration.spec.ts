import { sign, signingStatement } from '@huren/agreements';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryFederation } from './demo/temporary-federation.ts';
import { worldOf } from './demo/world.ts';
import type { World } from './demo/world.ts';
import type { Federation } from './federation.ts';
import {
  WORD,
  agreed,
  chen,
  codeOf,
  li,
  partiesAt,
  personOf,
  termsOf,
  wang,
  zhao,
} from './testing/parties.ts';
import type { Person } from './testing/parties.ts';
import { pointersOf, send } from './testing/send.ts';

let federation: Federation;
let world: World;
let parties: ReturnType<typeof partiesAt>;

beforeAll(async () => {
  federation = await temporaryFederation('2020-03-16T09:00:00+08:00');
  world = worldOf(federation);
  parties = partiesAt(federation, 'agreement');
  for (const person of [wang, li, chen, zhao]) await parties.register(person);
}, 60_000);

afterAll(() => federation.stop(), 60_000);

const aMinuteLater = () => world.at(new Date(federation.clock.now().getTime() + 60_000).toISOString());

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
    const foreign = { ...terms, id: 'foreign', clauses: [{ ...clause, destination: '330200' }] };
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
    expect(codeOf(await parties.signatures('baiyun-hubei', { signatures: [given] }))).toEqual([
      409,
      'other_document',
    ]);
    await agreed(parties, termsOf('replayed', { validFrom: '2020-04-03T00:00:00+08:00' }));
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
    const named = { ...personOf('330000', 'Named'), key: { ...weak.key, kid: 'wang' } };
    expect(codeOf(await parties.register(named))).toEqual([409, 'key_taken']);
    expect(codeOf(await parties.register(personOf('990000', 'Stranger')))).toEqual([403, 'unknown_party']);
    const { alg, kid, value } = sign(
      { kind: 'key', id: 'weak', version: 1, act: 'register', content: {} },
      wang.key,
    );
    const voucher = { alg, kid, value };
    expect(codeOf(await parties.further(weak, { voucher }))).toEqual([422, 'altered']);
    expect(codeOf(await parties.further(weak, {}))).toEqual([400, 'invalid_request']);
    const first = personOf('330000', 'First');
    expect(codeOf(await parties.further(first, { voucher }))).toEqual([403, 'not_vouched']);
    expect((await parties.register(first, {})).status).toBe(400);
  });

  it('a key that is registered already, under another name, of another party, or after its end', async () => {
    const named = { ...zhao.key, kid: 'another' };
    const taken = await parties.vouch({ ...zhao, person: 'Another', key: named }, li);
    expect(codeOf(taken)).toEqual([409, 'key_taken']);
    expect(pointersOf(taken)).toEqual(['/publicKey']);
    const elsewhere = { ...personOf('330000', 'Elsewhere'), key: { ...zhao.key, kid: 'elsewhere' } };
    expect(codeOf(await parties.register(elsewhere))).toEqual([409, 'key_taken']);
    const gone = personOf('440000', 'Gone');
    expect((await parties.vouch(gone, li)).status).toBe(201);
    expect((await parties.endKey(gone, gone, '2020-03-16T08:00:00+08:00')).status).toBe(200);
    await aMinuteLater();
    const back = { ...gone, key: { ...gone.key, kid: 'back' } };
    expect(codeOf(await parties.vouch(back, li))).toEqual([409, 'key_taken']);
    const twins = ['twin-a', 'twin-b'].map((kid) => ({
      ...personOf('440000', 'Twin'),
      key: { ...personOf('440000', 'Twin').key, kid },
    }));
    const both = await Promise.all(twins.map((one) => parties.vouch(one, li)));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('a signature by a key that has ended, and an end that nobody of its party signs', async () => {
    const sun = personOf('440000', 'Sun');
    await parties.vouch(sun, li);
    const [soon, later] = ['2020-03-16T08:00:00+08:00', '2020-04-01T00:00:00+08:00'];
    expect(codeOf(await parties.endKey(sun, wang, soon))).toEqual([403, 'unknown_key']);
    expect(codeOf(await parties.endKey(sun, li, soon, { validTo: later }))).toEqual([422, 'altered']);
    const from = '2020-04-20T00:00:00+08:00';
    const [before, after] = ['signed-before', 'signed-after'].map((name) =>
      termsOf(name, { validFrom: from }),
    );
    if (!before || !after) throw new Error('no terms');
    for (const one of [before, after]) {
      expect((await parties.draft(one)).status).toBe(201);
      await parties.propose(one.id, 1, '440000');
    }
    expect((await parties.sign(before, [sun, wang])).status).toBe(200);
    const ended = await parties.endKey(sun, sun, soon);
    expect(ended.status).toBe(200);
    // No sooner than the hub heard of it, and what was signed in the same second stays signed.
    expect(Date.parse(ended.body['validTo'] as string)).toBeGreaterThan(Date.parse(soon));
    await aMinuteLater();
    expect(codeOf(await parties.endKey(sun, li, soon))).toEqual([403, 'key_not_in_force']);
    expect(codeOf(await parties.sign(after, [sun]))).toEqual([403, 'key_not_in_force']);
    expect((await parties.sign(after, [li])).status).toBe(200);
    await federation.settle();
    expect(federation.hubContext.knowledge.altered()).toEqual([]);
  });

  it('an act of two people where one of them has made the other’s key, itself or through others', async () => {
    const [xu, yu, wu] = [personOf('440000', 'Xu'), personOf('440000', 'Yu'), personOf('440000', 'Wu')];
    const posing = { ...personOf('440000', 'Posing'), person: 'Zhao' };
    for (const [person, by] of [
      [xu, li],
      [yu, xu],
      [posing, yu],
    ] as const)
      expect(await parties.vouch(person, by)).toMatchObject({ status: 201, body: { vouchedBy: 'Li' } });
    const denied = [403, 'not_independent'];
    expect(codeOf(await parties.vouch(wu, li, xu))).toEqual(denied);
    const window = { validFrom: '2020-03-16T09:00:00+08:00', validTo: '2020-04-10T00:00:00+08:00' };
    const urgent = termsOf('of-one', window);
    await parties.draft(urgent, { lane: 'emergency', grounds: 'an outbreak' });
    await parties.propose('of-one', 1, '440000');
    const by = (...people: Person[]) => parties.sign(urgent, people, 'emergency', 'an outbreak');
    expect(codeOf(await by(li, xu))).toEqual(denied);
    expect(codeOf(await by(posing))).toEqual(denied);
    expect((await by(zhao)).status).toBe(200);
    const end = (...people: Person[]) =>
      parties.act(['of-one', 1], 'end_in_emergency', people, { grounds: 'over' });
    for (const two of [
      [li, yu],
      [yu, xu],
    ])
      expect(codeOf(await end(...two))).toEqual(denied);
    const soon = '2020-03-16T08:00:00+08:00';
    for (const one of [li, xu, posing])
      expect(codeOf(await parties.endKey(zhao, one, soon))).toEqual([403, 'second_voucher_missing']);
    expect(codeOf(await parties.endKey(zhao, [li, posing], soon))).toEqual(denied);
    const third = await parties.vouch(wu, li, zhao);
    expect([third.status, third.body['vouchedBy']]).toEqual([201, undefined]);
    expect((await end(li, wu)).status).toBe(200);
    expect((await parties.endKey(xu, [wu, zhao], soon)).status).toBe(200);
    await federation.settle();
    expect(federation.hubContext.knowledge.altered()).toEqual([]);
  });

  it('the end of a key that is none, where an operator ends one that was lost', async () => {
    const word = { ...WORD, grounds: 'Lost.' };
    const lost = (kid: string, body: object = word) =>
      send(`${federation.hub.url}/v1/admin/members/510000/keys/${kid}/end`, 'POST', body);
    expect(codeOf(await lost('nobody'))).toEqual([403, 'unknown_key']);
    expect(codeOf(await lost('dev-510000'))).toEqual([403, 'unknown_key']);
    expect((await lost('chen', {})).status).toBe(400);
    const next = personOf('510000', 'Deng');
    expect((await lost('chen')).status).toBe(200);
    const { sql } = federation.hubContext.database;
    expect(await sql.query(`select registered, ended from party_key where kid = 'chen'`)).toEqual([
      { registered: WORD, ended: word },
    ]);
    await aMinuteLater();
    expect((await parties.register(next)).status).toBe(201);
  });
});
