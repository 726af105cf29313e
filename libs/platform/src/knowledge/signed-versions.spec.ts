import { sealStatement, sealedKey, sign, signingStatement, termsOf } from '@huren/agreements';
import { verifyingKeyOf } from '@huren/crypto';
import type { SigningKey } from '@huren/crypto';
import { ContractViolation } from '@huren/events';
import type { AgreementEvent, HeldKey, PartyKeyEvent } from '@huren/events';
import { foundingAgreements } from '@huren/recognition';
import type { Agreement } from '@huren/recognition';
import type { DivisionCode } from '@huren/standard';
import { describe, expect, it } from '@jest/globals';
import { federationKeys } from '../keys/federation-keys.ts';
import { signatureCheck } from './signature-check.ts';
import { signedVersions } from './signed-versions.ts';

const keys = federationKeys(new Uint8Array(32));
const baiyun = foundingAgreements.find(({ id }) => id === 'baiyun-hubei') as Agreement;
const at = '2020-03-15T00:00:00+08:00';

const keyEvent = (
  key: SigningKey,
  party: DivisionCode,
  validTo: string | null = null,
  seal: SigningKey = keys.registrarKey,
): PartyKeyEvent => {
  const told = { ...verifyingKeyOf(key), party, person: 'Li', validFrom: '2020-01-01T00:00:00+08:00' };
  return sealedKey({ revision: validTo === null ? 1 : 2, key: { ...told, validTo } }, at, seal);
};

const own = keys.developmentKey('440111');

const event = (revision: number): AgreementEvent => {
  const { validFrom, validTo } = baiyun;
  const statement = signingStatement('agreement', termsOf(baiyun), 'ordinary', null);
  const unsealed = {
    lane: 'ordinary' as const,
    grounds: null,
    terms: { validFrom, validTo },
    signatures: [{ at, signature: sign(statement, own) }],
    acts: [],
  };
  const publication = { kind: 'agreement', revision, state: 'in_force', document: baiyun } as const;
  const signature = sign(sealStatement(publication, unsealed, at), keys.registrarKey);
  return { revision, agreement: baiyun, proof: { ...unsealed, seal: { at, signature } } };
};

const NOTHING: readonly HeldKey[] = [];

const known = (...events: readonly (AgreementEvent | PartyKeyEvent)[]) => {
  const versions = signedVersions(
    keys.registrar,
    () => undefined,
    () => NOTHING,
  );
  for (const one of events) {
    if ('key' in one) versions.applyKey(one);
    else versions.applyAgreement(one);
  }
  return versions;
};

const KEYS = [keyEvent(keys.registrarKey, '000000'), keyEvent(own, '440111')] as const;

describe('a version that came over the bus', () => {
  it('is altered until every key that it rests on has come, in whatever order, and no longer', () => {
    const versions = known(event(1), KEYS[0]);
    expect(versions.altered()).toEqual(['baiyun-hubei@1']);
    versions.applyKey(KEYS[1]);
    expect(versions.altered()).toEqual([]);
    expect(known(...KEYS, event(1)).altered()).toEqual([]);
  });

  it('still counts once a key has ended, for what was signed before that, and not for what was signed after', () => {
    const versions = known(...KEYS, event(1));
    versions.applyKey(keyEvent(own, '440111', '2020-03-16T00:00:00+08:00'));
    expect(versions.altered()).toEqual([]);
    const late = known(...KEYS, event(1));
    late.applyKey(keyEvent(own, '440111', '2020-03-14T00:00:00+08:00'));
    expect(late.altered()).toEqual(['baiyun-hubei@1']);
    expect(late.applyKey(KEYS[1])).toBe('stale');
  });

  it('is not altered by a key on anybody’s word but the registrar’s, whose own key no other replaces', () => {
    const versions = known(...KEYS, event(1));
    const stamps = versions.stamps();
    const forged = { ...keys.developmentKey('330000'), kid: 'registrar' };
    for (const key of [own, forged]) {
      const told = keyEvent(key, '000000', '2020-03-14T00:00:00+08:00', forged);
      expect(() => versions.applyKey(told)).toThrow(ContractViolation);
    }
    expect([versions.altered(), versions.stamps()]).toEqual([[], stamps]);
  });

  it('raises an alarm where it is altered, once all that is decided by was read', async () => {
    const knowledge = known(event(1));
    const look = (completeAt: number | null) =>
      signatureCheck({ knowledge, knowledgeCompleteAt: () => completeAt })['signatures']?.();
    expect(await look(null)).toEqual({ ok: true, altered: [] });
    expect(await look(7)).toEqual({ ok: false, altered: ['baiyun-hubei@1'] });
  });
});
