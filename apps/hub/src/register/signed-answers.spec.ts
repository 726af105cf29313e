import { ANSWER_SIGNATURE, verifyAnswer, verifyingKeyOf } from '@huren/crypto';
import type { SigningKey } from '@huren/crypto';
import type { FastifyReply } from 'fastify';
import { describe, expect, it } from '@jest/globals';
import { signedAnswers } from './signed-answers.ts';

const key: SigningKey = { kid: 'registrar', alg: 'ES256', privateKey: '07'.repeat(32) };

const answering = () => {
  const answers = signedAnswers(() => key);
  let made = 0;
  const ask = async (stamp: string | null, value: unknown, url = '/v1/register/levels', known = '') => {
    const headers = new Map<string, string>();
    let status = 200;
    const reply = {
      header: (name: string, text: string) => (headers.set(name, text), reply),
      status: (code: number) => ((status = code), reply),
    } as unknown as FastifyReply;
    const make = () => ((made += 1), value);
    const text = await answers.send({ url, headers: { 'if-none-match': known } }, reply, { stamp, make });
    const signature = headers.get(ANSWER_SIGNATURE) ?? '';
    return { text: String(text), status, etag: headers.get('etag') ?? '', signature };
  };
  return { ask, made: () => made };
};

describe('an answer that is signed', () => {
  it('is made once for as long as its stamp is the same, and again at once when it is another', async () => {
    const { ask, made } = answering();
    const first = await ask('level#1', { a: 1 });
    expect(await ask('level#1', { a: 2 })).toEqual(first);
    expect(made()).toBe(1);
    expect((await ask('level#1', {}, undefined, first.etag)).status).toBe(304);
    expect(made()).toBe(1);
    const second = await ask('level#2', { a: 2 });
    expect([second.text, made()]).toEqual(['{"a":2}', 2]);
    const path = '/v1/register/levels';
    expect(verifyAnswer(path, second.text, second.signature, verifyingKeyOf(key))).toBe(true);
  });

  it('is one for each address, and made each time where nothing says that it is the same', async () => {
    const { ask, made } = answering();
    await ask('level#1', { a: 1 });
    expect((await ask('level#1', { a: 2 }, '/v1/register/levels?at=2020-03-18')).text).toBe('{"a":2}');
    expect([(await ask(null, { a: 3 })).text, (await ask(null, { a: 4 })).text]).toEqual([
      '{"a":3}',
      '{"a":4}',
    ]);
    expect(made()).toBe(4);
  });
});
