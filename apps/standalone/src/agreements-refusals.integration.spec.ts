import { sign } from '@huren/agreements';
import type { AgreementTerms, LifeFault, SignatureFault } from '@huren/agreements';
import { foundingRuleSets } from '@huren/recognition';
import type { RuleSet } from '@huren/recognition';
import type { DivisionCode } from '@huren/standard';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryFederation } from './demo/temporary-federation.ts';
import { worldOf } from './demo/world.ts';
import type { Federation } from './federation.ts';
import { agreed, chen, li, partiesAt, personOf, termsOf, wang, zhao } from './testing/parties.ts';
import type { Person } from './testing/parties.ts';
import { publishedAt } from './testing/published.ts';
import { send } from './testing/send.ts';
import type { Answer } from './testing/send.ts';
import { until } from './testing/until.ts';

let federation: Federation;
let parties: ReturnType<typeof partiesAt>;
let ruleSets: ReturnType<typeof partiesAt>;

const qian = personOf('440000', 'Qian');
const EMERGENCY = { lane: 'emergency', grounds: 'an outbreak' } as const;
const [APRIL, MAY] = ['2020-04-01T00:00:00+08:00', '2020-05-01T00:00:00+08:00'];
const urgent = termsOf('held', { version: 2, validFrom: '2020-03-18T00:00:00+08:00', validTo: APRIL });

/** Two agreements in force, one of them suspended by Hubei, under an emergency version that is yet to be signed. */
beforeAll(async () => {
  federation = await temporaryFederation('2020-03-16T09:00:00+08:00');
  const world = worldOf(federation);
  [parties, ruleSets] = [partiesAt(federation, 'agreement'), partiesAt(federation, 'rule_set')];
  for (const person of [wang, li, chen, zhao]) await parties.register(person);
  await parties.vouch(qian, li);
  for (const id of ['table', 'held']) await agreed(parties, termsOf(id));
  await world.at('2020-03-18T00:00:01+08:00');
  await parties.draft(urgent, EMERGENCY);
  await parties.propose('held', 2, '440000');
  await parties.act(['held', 1], 'suspend', [wang], { grounds: 'an outbreak' });
}, 60_000);

afterAll(() => federation.stop(), 60_000);

const later = (id: string, more: Partial<AgreementTerms> = {}) =>
  termsOf(id, { validFrom: APRIL, validTo: MAY, ...more });
const [clause] = later('any').clauses as [AgreementTerms['clauses'][number]];

const proposed = async (terms: AgreementTerms): Promise<Answer> => {
  await parties.draft(terms);
  return parties.propose(terms.id, 1, '440000');
};
const proposedClauses = (id: string, ...clauses: readonly object[]) =>
  proposed(later(id, { clauses: clauses.map((each) => ({ ...clause, ...each })) }));
const signedBy = async (terms: AgreementTerms, ...people: readonly Person[]): Promise<Answer> => {
  await proposed(terms);
  return parties.sign(terms, people);
};

const hubei = foundingRuleSets.find(({ id }) => id === '420000.domestic') as RuleSet;
const [rule] = hubei.rules as [RuleSet['rules'][number]];
const guangzhou: RuleSet = {
  ...{ ...hubei, id: '440100.domestic', version: 1, destination: '440100', validFrom: APRIL, validTo: MAY },
  ...{ grounds: 'Clusters', publication: 'Notice 7', rules: [{ ...rule, validFrom: APRIL, validTo: null }] },
};
const proposedRules = async (more: Partial<RuleSet>, party?: DivisionCode): Promise<Answer> => {
  const terms = { ...guangzhou, ...more };
  const { status, body } = await ruleSets.draft(terms, party === undefined ? {} : { party });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return ruleSets.propose(terms.id, 1, party ?? terms.destination);
};
const proposedWhen = (destination: '440300' | '440400', when: unknown): Promise<Answer> =>
  proposedRules({
    ...{ id: `${destination}.domestic`, destination },
    rules: guangzhou.rules.map((each) => ({ ...each, when: when as typeof each.when })),
  });
const from = (issuer: string) => ({ '===': [{ var: 'source.issuer' }, issuer] });

const act = (...[name, people, more]: [string, readonly Person[], object?]) =>
  parties.act(['table', 1], name, people, more);
/** A suspension with a second signature, which was given for something else. */
const withAnother = async (more: object): Promise<Answer> => {
  const content = { serial: await parties.serialOf('table'), grounds: 'an outbreak' };
  const one = sign({ kind: 'agreement', id: 'table', version: 1, act: 'suspend', content }, wang.key);
  return parties.signatures('table', { content, signatures: [one, { ...one, ...more }] });
};

const LIFE: Record<LifeFault, () => Promise<Answer>> = {
  illegal_transition: () => act('resume', [wang]),
  unknown_version: () => parties.propose('table', 7, '440000'),
  version_order: () => parties.draft(later('order', { version: 3 })),
  invalid_window: () => parties.draft(later('window', { validTo: APRIL })),
  backdated: () => parties.draft(later('backdated', { validFrom: '2020-03-01T00:00:00+08:00' })),
  foreign_party: () => parties.propose('table', 1, '510000'),
  party_missing: () => parties.draft(later('table', { version: 2, parties: ['440000'] })),
  already_signed: () => signedBy(later('twice'), wang, wang),
  other_party: () => act('end_in_emergency', [li, wang], { grounds: 'an outbreak' }),
  not_independent: () => act('end_in_emergency', [li, qian], { grounds: 'an outbreak' }),
  lead_time: () => signedBy(later('soon', { validFrom: '2020-03-18T12:00:00+08:00' }), wang, li),
  notice_too_short: () => act('give_notice', [wang], { until: '2020-03-20T00:00:00+08:00' }),
  no_grounds: () => act('suspend', [wang]),
  no_automatic_end: () => parties.draft(later('endless', { validTo: null }), EMERGENCY),
  emergency_too_long: () => parties.draft(later('long', { validTo: '2020-07-01T00:00:00+08:00' }), EMERGENCY),
  suspended: () => parties.sign(urgent, [li, zhao], EMERGENCY.lane, EMERGENCY.grounds),
  not_who_suspended: () => parties.act(['held', 1], 'resume', [li]),
};

const SIGNATURE: Record<SignatureFault, () => Promise<Answer>> = {
  unknown_key: () => act('suspend', [personOf('420000', 'Nobody')], { grounds: 'an outbreak' }),
  foreign_key: () => act('suspend', [chen], { grounds: 'an outbreak' }),
  weak_key: () => {
    const weak = personOf('330000', 'Weak');
    return parties.register({ ...weak, key: { ...weak.key, privateKey: '1'.padStart(64, '0') } });
  },
  key_not_in_force: () => act('suspend', [personOf('420000', 'dev-420000')], { grounds: 'an outbreak' }),
  other_algorithm: () =>
    act('suspend', [{ ...wang, key: { ...li.key, kid: 'wang' } }], { grounds: 'an outbreak' }),
  other_act: () => withAnother({ act: 'resume' }),
  other_document: () => withAnother({ id: 'held' }),
  other_version: () => withAnother({ version: 2 }),
  altered: () => signedBy(later('altered'), { ...wang, key: { ...zhao.key, kid: 'li' } }),
};

/** Terms with the digest of a simulation of them that looked at nobody: on its day nothing was decided yet. */
const triedOnNobody = async (terms: AgreementTerms): Promise<Answer> => {
  const url = `${federation.hub.url}/v1/simulations`;
  const draft = { agreement: { ...terms, state: 'in_force' } };
  const window = { from: '2020-01-01', to: '2020-01-02' };
  const { body } = await send(url, 'POST', { draft, window });
  const simulation = await until(
    () => send(`${url}/${body['simulationId'] as string}`, 'GET', undefined),
    (answer) => answer.body['state'] === 'done',
  );
  return proposed({ ...terms, simulation: simulation.body['digest'] as string });
};

const TERMS: Record<string, () => Promise<Answer>> = {
  invalid_document: () => parties.draft(later('empty', { clauses: [] })),
  foreign_clause: () => proposedClauses('foreign', { destination: '330100' }),
  unknown_party: () => proposed(later('stranger', { parties: ['440000', '990000'] })),
  never_in_force: () =>
    proposedClauses('never', {
      validFrom: '2020-01-01T00:00:00+08:00',
      validTo: '2020-02-01T00:00:00+08:00',
    }),
  repeated_clause: () => proposedClauses('repeated', { purposes: ['work'] }, { purposes: ['entry'] }),
  invalid_review: () => proposedClauses('review', { reviewBy: '2020-01-01T00:00:00+08:00' }),
  foreign_simulation: () => proposed(later('simulated', { simulation: `sm3:${'0'.repeat(64)}` })),
  empty_simulation: () => triedOnNobody(later('untried')),
  foreign_rule_set: () => proposedRules({ id: '330200.domestic', destination: '330200' }, '440000'),
  other_id: () => proposedRules({ id: 'guangzhou' }),
  local_rules: () => {
    const { grounds: _, ...unfounded } = guangzhou;
    return ruleSets.draft(unfounded).then(() => ruleSets.propose(guangzhou.id, 1, '440100'));
  },
  rule_not_admitted: () => proposedWhen('440300', { '<': [{ var: 'facts.contact.near.days' }, 14] }),
  contradictory_rule: () => proposedWhen('440400', { and: [from('420000'), from('410000'), rule.when] }),
  terms_overtaken: async () => {
    const terms = later('overtaken');
    await signedBy(terms, wang);
    const { sql } = federation.hubContext.database;
    const gone = await sql.query(`delete from member where division = '420000' returning *`);
    const answer = await parties.sign(terms, [li]);
    await sql.query('insert into member select * from jsonb_populate_recordset(null::member, $1)', [
      JSON.stringify(gone),
    ]);
    return answer;
  },
  stale_serial: () => act('suspend', [wang], { serial: 99, grounds: 'an outbreak' }),
  key_taken: () => parties.register({ ...wang, party: '330000' }),
  not_vouched: () => parties.vouch(personOf('330000', 'Further'), li),
  second_voucher_missing: () => parties.endKey(zhao, li, MAY),
  unknown_instrument: () => parties.propose('nothing', 1, '440000'),
};

/** What any call may be refused with, whatever it is about. */
const ANY_CALL = ['foreign_page', 'idempotency_key_reused'];

/** The codes of a refusal as OpenAPI has it. */
const codesOf = (answer: unknown): string[] =>
  (/"code":\{"enum":\[([^\]]*)\]/.exec(JSON.stringify(answer))?.[1] ?? '').match(/[a-z_]+/g) ?? [];

const REFUSED = { ...LIFE, ...SIGNATURE, ...TERMS };

describe('whatever is not allowed', () => {
  it.each(Object.entries(REFUSED))('is refused over HTTP with its own error: %s', async (code, refusal) => {
    const { status, body } = await refusal();
    expect([status >= 400, body['code']]).toEqual([true, code]);
  });

  it('is all that the hub publishes as refused, and nothing else', async () => {
    const { document } = await publishedAt(federation.hub.url);
    const operation = document.paths['/v1/agreements/{id}/signatures']?.['post'];
    const told = ['403', '404', '409', '422'].flatMap((status) => codesOf(operation?.responses[status]));
    expect(told.toSorted()).toEqual([...Object.keys(REFUSED), ...ANY_CALL].toSorted());
  });
});
