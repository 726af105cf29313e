import { sign, signingStatement } from '@huren/agreements';
import type { ActContent, Lane, Signature, Terms } from '@huren/agreements';
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

/** What the people of a party may do at the hub, over HTTP. */
export const partiesAt = (federation: Federation, kind: 'agreement' | 'rule_set') => {
  const base = `${federation.hub.url}/v1/${kind === 'agreement' ? 'agreements' : 'rule-sets'}`;
  const post = (path: string, body: unknown, headers?: Record<string, string>): Promise<Answer> =>
    send(base + path, 'POST', body, headers);
  const file = (id: string): Promise<Answer> => send(`${base}/${id}`, 'GET', undefined);
  const serialOf = async (id: string): Promise<number> => (await file(id)).body['serial'] as number;
  const signatures = (id: string, body: unknown) => post(`/${id}/signatures`, body);
  return {
    file,
    serialOf,
    signatures,
    register: (person: Person, more: object = {}): Promise<Answer> =>
      send(`${federation.hub.url}/v1/members/${person.party}/keys`, 'POST', { ...keyBody(person), ...more }),
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
