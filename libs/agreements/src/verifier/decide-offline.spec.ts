import { answerDigest, keyFingerprint, makeOfflineToken, signAnswer, verifyingKeyOf } from '@huren/crypto';
import type { OfflineClaims } from '@huren/crypto';
import { decide } from '@huren/recognition';
import type { Agreement, Decision, RuleSet } from '@huren/recognition';
import { chinaDay, chinaTime } from '@huren/standard';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { registered, signingKey } from '../testing/keys.ts';
import { LI, REGISTRAR, WANG, sealed, trains } from '../testing/publications.ts';
import { ruleOf, ruleSetOf, within } from '../testing/rule-sets.ts';
import { decideOffline } from './decide-offline.ts';
import type { OfflineDecision } from './decide-offline.ts';
import { knowledgeFrom } from './knowledge-from.ts';
import { recordOf } from './offline-record.ts';
import { REGISTER_PATHS, RegisterFault, readRegister } from './read-register.ts';
import type { RegisterFile } from './read-register.ts';

const { suspendedBy: _by, ...running } = { ...trains, state: 'in_force' } as const;
const rules = ruleSetOf([ruleOf('contact', within('contact.close', 14))]);
const told = (document: Agreement, revision: number, recordedAt: string) => {
  const { proof } = sealed({
    kind: 'agreement',
    revision,
    state: document.state,
    document,
    signers: [LI, WANG],
  });
  return { revision, agreement: document, proof, recordedAt };
};
const ruled = (document: RuleSet, state: 'in_force' | 'ended' = 'in_force') => {
  const { proof } = sealed({ kind: 'rule_set', revision: 1, state, document, signers: [LI] });
  return { revision: 1, state, ruleSet: document, proof, recordedAt: '2020-03-10T09:00:00+08:00' };
};

const HUBEI = { ...signingKey('s1'), kid: 's1' };
const [EARLY, LATE] = ['2020-03-01T00:00:00+08:00', '2020-03-21T00:00:00+08:00'];

const ANSWERS: Readonly<Record<string, object>> = {
  agreements: {
    agreements: [told(running, 1, '2020-03-10T09:00:00+08:00'), told(trains, 2, '2020-03-20T09:00:00+08:00')],
  },
  'rule-sets': { ruleSets: [ruled(rules)] },
  levels: {
    riskVersion: '7',
    levels: [
      { division: '440000', level: 'low', since: LATE, history: [{ level: 'high', since: EARLY }] },
      { division: '440111', level: 'high', since: LATE },
    ],
  },
  members: {
    members: [
      { division: '440000', path: 2, version: 1, recordedAt: EARLY },
      { division: '440000', path: 1, version: 2, recordedAt: LATE },
    ],
  },
  'signing-keys': {
    signingKeys: [
      { key: registered(REGISTRAR, '000000', 'registrar') },
      { key: registered(LI, '440000', 'Li') },
      { key: registered(WANG, '420000', 'Wang') },
    ],
  },
  keys: { keys: [{ issuer: '420000', ...verifyingKeyOf(HUBEI) }] },
  freshness: { levelsCompleteAt: '2020-03-19T08:00:00+08:00', feeds: [] },
  'value-sets/meanings': {
    id: 'meanings',
    values: { '420000.domestic': { yellow: [[{ kind: 'contact.close' }]] } },
  },
};

/** The answers as the registrar signs them, one of them exchanged before it is signed. */
const filesOf = (more: Readonly<Record<string, object>> = {}): Map<string, RegisterFile> =>
  new Map(
    REGISTER_PATHS.map((path) => {
      const name = path.replace('/v1/register/', '');
      const body = JSON.stringify(more[name] ?? ANSWERS[name]);
      return [path, { body, signature: signAnswer(path, answerDigest(body), REGISTRAR) }];
    }),
  );

const PINNED = keyFingerprint(verifyingKeyOf(REGISTRAR));
const registerWith = (more: Readonly<Record<string, object>> = {}) => readRegister(filesOf(more), PINNED);

const claimsOf = (more: Partial<OfflineClaims> = {}): OfflineClaims => ({
  ...{
    codeRef: '420000.00000000000000000000000000',
    issuer: '420000',
    scheme: 'domestic',
    colour: 'green',
  },
  ...{ covers: ['contact.close'], reasons: [], version: 3 },
  ...{ issuedAt: '2020-03-19T08:00:00+08:00', notAfter: '2020-03-22T08:00:00+08:00', ...more },
});

const codeOf = (more: Partial<OfflineClaims> = {}): string => makeOfflineToken(claimsOf(more), HUBEI);

const decided = (at: string, code = codeOf(), register = registerWith()) =>
  decideOffline(
    code,
    { destination: '440000', purpose: 'entry', mode: 'showing', at: new Date(at) },
    register,
  );

const ASKED_AT = new Date('2020-03-19T09:00:00+08:00');
const register = registerWith();
const CONTACT = { kind: 'contact.close' } as const;
const before = (minutes: number): Date => new Date(ASKED_AT.getTime() - minutes * 60_000);

/** By the days of contacts, each so many minutes ago. */
const ofContacts = (ago: readonly number[]) => {
  const reasons = ago.map((minutes) => ({ ...CONTACT, observedOn: chinaDay(before(minutes)) }));
  return decided(chinaTime(ASKED_AT), codeOf({ reasons }), register);
};

/** By their instants, as the hub decides. */
const byInstants = (ago: readonly number[]): Decision => {
  const stated = { ...CONTACT, issuer: '420000', evidence: 'unstated' } as const;
  const reasons = ago.map((minutes) => ({ ...stated, observedAt: chinaTime(before(minutes)) }));
  const record = { ...recordOf(claimsOf()), reasons };
  const source = { verified: 'signature', observedAt: record.issuedAt, ageSeconds: 3600 } as const;
  const presented = { kind: 'record', record, ...source } as const;
  const where = { destination: '440000', purpose: 'entry', mode: 'showing' } as const;
  const question = { decisionId: 'd1', at: chinaTime(ASKED_AT), ...where, presented };
  return decide(question, knowledgeFrom(register, ASKED_AT, 90_000));
};

const verdictOf = ({ result, colour, measure, fault }: OfflineDecision) => ({
  ...{ result, colour, measure, fault },
});

describe('an offline code and the register', () => {
  it('give the decision of an instant: before a suspension was told, and after', () => {
    const before = decided('2020-03-20T08:59:59+08:00');
    expect(before).toMatchObject({ result: 'recognised', colour: 'green', measure: 'pass', path: 2 });
    expect(before.basis).toMatchObject({
      agreement: { id: 'trains' },
      riskVersion: '7',
      riskAgeSeconds: 89_999,
    });
    expect(before.source).toMatchObject({ verified: 'signature', ageSeconds: 89_999 });
    expect(before).not.toHaveProperty('decisionId');
    expect(decided('2020-03-20T09:00:00+08:00')).toMatchObject({ fault: 'agreement_suspended' });
    expect(decided('2020-03-21T09:00:00+08:00').path).toBe(1);
  });

  it('of a contact, or with a bare colour, give what the rules ask for', () => {
    const at = '2020-03-19T09:00:00+08:00';
    const contact = [{ kind: 'contact.close', observedOn: '2020-03-18', expiresOn: '2020-04-01' }];
    expect(decided(at, codeOf({ colour: 'yellow', reasons: contact })).measure).toBe('home_observation');
    const { reasons: _, ...bare } = JSON.parse(
      Buffer.from(codeOf({ colour: 'yellow' }).split('.')[3] ?? '', 'base64url').toString(),
    ) as OfflineClaims;
    expect(decided(at, makeOfflineToken(bare, HUBEI))).toMatchObject({ source: { bareColour: true } });
  });

  it('tell where days alone do not settle it: the answer is the strictest that they can mean, and the mildest stands beside it', () => {
    const at = '2020-03-19T09:00:00+08:00';
    const of = (observedOn: string) =>
      decided(at, codeOf({ colour: 'yellow', reasons: [{ kind: 'contact.close', observedOn }] }));
    expect(of('2020-03-05')).toMatchObject({
      ...{ result: 'recognised', measure: 'home_observation' },
      unsettledByDay: { result: 'recognised', colour: 'green', measure: 'pass' },
    });
    for (const day of ['2020-03-04', '2020-03-06', '2020-03-19'])
      expect(of(day)).not.toHaveProperty('unsettledByDay');
    expect(decided(at)).not.toHaveProperty('unsettledByDay');
  });

  it('come to what the instants of a record come to, or tell that days do not settle it', () => {
    const seen = { settled: 0, unsettled: 0 };
    const minutes = fc.oneof(
      fc.integer({ min: 0, max: 20 * 24 * 60 }),
      fc.integer({ min: 13 * 24 * 60, max: 15 * 24 * 60 }),
    );
    fc.assert(
      fc.property(fc.array(minutes, { minLength: 1, maxLength: 2 }), (ago) => {
        const { unsettledByDay, ...offline } = ofContacts(ago);
        const hub = verdictOf(byInstants(ago));
        expect([verdictOf(offline), unsettledByDay ?? verdictOf(offline)]).toContainEqual(hub);
        seen[unsettledByDay ? 'unsettled' : 'settled'] += 1;
      }),
      { numRuns: 100 },
    );
    expect(Math.min(seen.settled, seen.unsettled)).toBeGreaterThan(5);
  });

  it('refuse what is not as it was signed, of the code and of a version', () => {
    const at = '2020-03-19T09:00:00+08:00';
    expect(decided(at, `${codeOf().slice(0, -2)}AA`)).toMatchObject({ result: 'verification_failed' });
    expect(decided('2020-03-22T09:00:00+08:00')).toMatchObject({ result: 'expired' });
    const [first] = (ANSWERS['agreements'] as { agreements: ReturnType<typeof told>[] }).agreements;
    const agreements = [{ ...first, agreement: { ...running, basis: 'another' } }];
    expect(decided(at, codeOf(), registerWith({ agreements: { agreements } }))).toMatchObject({
      fault: 'agreement_altered',
    });
    const ended = { ...ruled(rules, 'ended'), ruleSet: { ...rules, basis: 'another' } };
    expect(decided(at, codeOf(), registerWith({ 'rule-sets': { ruleSets: [ended] } }))).toMatchObject({
      fault: 'rule_set_altered',
    });
    expect(
      decided(at, codeOf(), registerWith({ 'rule-sets': { ruleSets: [ruled(rules, 'ended')] } })),
    ).toMatchObject({
      fault: 'no_rule_set',
    });
  });

  it('know no age of levels where the register tells none, and path 2 of whoever is no member', () => {
    const none = { freshness: { levelsCompleteAt: null, feeds: [] }, members: { members: [] } };
    const decision = decided('2020-03-19T09:00:00+08:00', codeOf(), registerWith(none));
    expect([decision.basis.riskAgeSeconds, decision.path]).toEqual([null, 2]);
  });
});

describe('the register of a verifier', () => {
  const [path] = REGISTER_PATHS as [string];
  const exchanged = (file: RegisterFile | undefined): Map<string, RegisterFile> => {
    const files = filesOf();
    if (file) files.set(path, file);
    else files.delete(path);
    return files;
  };

  it('is refused by the name of the file that is altered, missing, or of another address', () => {
    const { body, signature } = filesOf().get(path) as RegisterFile;
    const other = filesOf().get('/v1/register/members') as RegisterFile;
    const altered = `${path} is not as the registrar signed it.`;
    for (const [file, said] of [
      [{ body: `${body} `, signature }, altered],
      [{ body, signature: '' }, altered],
      [other, altered],
      [undefined, `${path} is missing.`],
    ] as const)
      expect(() => readRegister(exchanged(file), PINNED)).toThrow(new RegisterFault(said));
  });

  it('is refused where its registrar is not the one that was pinned, or everybody has the key', () => {
    expect(() => readRegister(filesOf(), `sm3:${'0'.repeat(64)}`)).toThrow('has the fingerprint');
    const known = { ...verifyingKeyOf({ ...REGISTRAR, privateKey: '1'.padStart(64, '0') }) };
    const files = filesOf({ 'signing-keys': { signingKeys: [{ key: known }] } });
    expect(() => readRegister(files, keyFingerprint(known))).toThrow('published');
    const path = '/v1/register/signing-keys';
    expect(() => readRegister(new Map([[path, { body: '<', signature: '' }]]), PINNED)).toThrow(
      `${path} is no JSON.`,
    );
  });
});
