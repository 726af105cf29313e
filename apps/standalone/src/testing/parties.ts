import { keyEndStatement, keyStatement, sign, signingStatement } from '@huren/agreements';
import type {
  ActContent,
  AgreementTerms,
  Lane,
  RegisteredKey,
  Signature,
  Statement,
  Terms,
} from '@huren/agreements';
import { verifyingKeyOf } from '@huren/crypto';
import type { SignatureAlgorithm, SigningKey } from '@huren/crypto';
import type { DivisionCode } from '@huren/standard';
import type { Federation } from '../federation.ts';
import { send } from './send.ts';
import type { Answer } from './send.ts';

/** A person who signs for a party. */
export type Person = { readonly party: DivisionCode; readonly person: string; readonly key: SigningKey };

export const personOf = (party: DivisionCode, person: string, alg: SignatureAlgorithm = 'ES256'): Person => {
  const kid = person.toLowerCase();
  return { party, person, key: { kid, alg, privateKey: Buffer.from(kid.padEnd(32, '.')).toString('hex') } };
};

export const keyBody = ({ person, key }: Person): Record<string, unknown> => ({
  ...verifyingKeyOf(key),
  person,
});

/** On which an operator acts. */
export const WORD = { officer: 'operator-1', grounds: 'Asked for by letter.' };

export const wang = personOf('420000', 'Wang', 'SM2-SM3');
export const li = personOf('440000', 'Li');
export const zhao = personOf('440000', 'Zhao');
export const chen = personOf('510000', 'Chen');

/** Terms between Guangdong and Hubei. */
export const termsOf = (id: string, more: Partial<AgreementTerms> = {}): AgreementTerms => ({
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

const vouchersOver = (statement: Statement, people: readonly Person[]): Record<string, unknown> => {
  const [voucher, secondVoucher] = people.map((by) => {
    const { alg, kid, value } = sign(statement, by.key);
    return { alg, kid, value };
  });
  return { voucher, secondVoucher };
};

/** What the people of a party may do at the hub, over HTTP. */
export const partiesAt = (federation: Federation, kind: 'agreement' | 'rule_set') => {
  const base = `${federation.hub.url}/v1/${kind === 'agreement' ? 'agreements' : 'rule-sets'}`;
  const post = (path: string, body: unknown, headers?: Record<string, string>): Promise<Answer> =>
    send(base + path, 'POST', body, headers);
  const file = (id: string): Promise<Answer> => send(`${base}/${id}`, 'GET', undefined);
  const serialOf = async (id: string): Promise<number> => (await file(id)).body['serial'] as number;
  const postKey = (under: string, person: Person, more: object): Promise<Answer> =>
    send(`${federation.hub.url}/v1/${under}/${person.party}/keys`, 'POST', { ...keyBody(person), ...more });
  const further = (person: Person, more: object): Promise<Answer> => postKey('members', person, more);
  const signatures = (id: string, body: unknown) => post(`/${id}/signatures`, body);
  return {
    file,
    serialOf,
    signatures,
    /** Registers a key of a party, on an operator's word. */
    register: (person: Person, more: object = WORD): Promise<Answer> =>
      postKey('admin/members', person, more),
    further,
    /** Registers a further key of a party, signed by one that it has, or by two. */
    vouch: (person: Person, ...by: readonly Person[]): Promise<Answer> => {
      const { party, person: name, key } = person;
      const validFrom = '2020-03-01T00:00:00+08:00';
      const registered = { ...verifyingKeyOf(key), party, person: name, validFrom, validTo: null };
      return further(person, { validFrom, ...vouchersOver(keyStatement(registered), by) });
    },
    /** Ends a person's key by one of its party, or by two. */
    endKey: async (
      { party, key: { kid } }: Person,
      by: Person | readonly Person[],
      validTo: string,
      more: object = {},
    ) => {
      const base = `${federation.hub.url}/v1/members/${party}/keys`;
      const { keys } = (await send(base, 'GET', undefined)).body as {
        keys: (RegisteredKey & { development?: boolean })[];
      };
      const { development: _, ...registered } = keys.find((one) => one.kid === kid) as (typeof keys)[number];
      const vouchers = vouchersOver(keyEndStatement(registered, validTo), [by].flat());
      return send(`${base}/${kid}/end`, 'POST', { validTo, ...vouchers, ...more });
    },
    draft: (document: object, more: object = {}) => post('', { document, ...more }),
    propose: (id: string, version: number, by: DivisionCode) =>
      post(`/${id}/versions/${version}/proposal`, { by }),
    withdraw: (id: string, version: number, by: DivisionCode) =>
      post(`/${id}/versions/${version}/withdrawal`, { by }),
    /** One signature after the other; the last answer. */
    sign: async (
      terms: Terms,
      people: readonly Person[],
      lane: Lane = 'ordinary',
      grounds: string | null = null,
    ): Promise<Answer> => {
      const given = people.map(({ key }) => sign(signingStatement(kind, terms, lane, grounds), key));
      let answer: Answer | undefined;
      for (const one of given) answer = await signatures(terms.id, { signatures: [one] });
      if (!answer) throw new Error('nobody signs');
      return answer;
    },
    /** A signed act on a version, of the file's next serial unless another is given. */
    act: async (
      [id, version]: readonly [string, number],
      act: string,
      people: readonly Person[],
      more: Partial<ActContent> = {},
    ): Promise<Answer> => {
      const content = { serial: await serialOf(id), ...more };
      const given: Signature[] = people.map(({ key }) => sign({ kind, id, version, act, content }, key));
      return signatures(id, { content, signatures: given });
    },
  };
};

/** An agreement that both its parties have signed. */
export const agreed = async (
  parties: ReturnType<typeof partiesAt>,
  terms: AgreementTerms,
): Promise<Answer> => {
  await parties.draft(terms);
  await parties.propose(terms.id, terms.version, '440000');
  const answer = await parties.sign(terms, [wang, li]);
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return answer;
};

/** The states of an agreement's versions, or the status and the code of a refusal. */
export const statesOf = ({ body }: Answer) =>
  (body['versions'] as { state: string }[]).map(({ state }) => state);
export const codeOf = ({ status, body }: Answer) => [status, body['code']];
