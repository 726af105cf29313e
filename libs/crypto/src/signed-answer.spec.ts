import { describe, expect, it } from '@jest/globals';
import { answerDigest, signAnswer, verifyAnswer } from './signed-answer.ts';
import { verifyingKeyOf } from './signer.ts';

const [PATH, BODY] = ['/v1/register/levels?at=2020-03-18', '{"levels":[]}'];

describe.each(['SM2-SM3', 'ES256'] as const)('an answer that is signed by %s', (alg) => {
  const key = { kid: 'registrar', alg, privateKey: '11'.repeat(32) };
  const header = signAnswer(PATH, answerDigest(BODY), key);
  const isSound = (path = PATH, body = BODY, given = header, by = verifyingKeyOf(key)): boolean =>
    verifyAnswer(path, body, given, by);

  it('is known by its address, its bytes and its key', () => {
    expect(isSound()).toBe(true);
    expect(isSound('/v1/register/levels?at=2020-03-19')).toBe(false);
    expect(isSound(PATH, '{"levels":[ ]}')).toBe(false);
    expect(isSound(PATH, BODY, header, verifyingKeyOf({ ...key, privateKey: '22'.repeat(32) }))).toBe(false);
    expect(isSound(PATH, BODY, header, { ...verifyingKeyOf(key), kid: 'another' })).toBe(false);
  });

  it.each(['', 'alg="none", kid="registrar", value=""', `${'x'.repeat(20)}`])(
    'is none with the header %j',
    (given) => expect(isSound(PATH, BODY, given)).toBe(false),
  );

  it('is none where the header is altered', () => {
    expect(
      isSound(
        PATH,
        BODY,
        header.replace(/value="./, (start) => `value="${start.endsWith('A') ? 'B' : 'A'}`),
      ),
    ).toBe(false);
    expect(isSound(PATH, BODY, header.replace(alg, alg === 'ES256' ? 'SM2-SM3' : 'ES256'))).toBe(false);
  });
});
