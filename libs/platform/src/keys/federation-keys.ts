import { createHash, randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { REGISTRAR } from '@huren/agreements';
import { deriveKey, verifyingKeyOf } from '@huren/crypto';
import type { HandleKey, SigningKey, VerifyingKey } from '@huren/crypto';
import type { DivisionCode, IssuerCode } from '@huren/standard';
import { StartError } from '../config/start-error.ts';
import { makeFolder } from '../files/make-folder.ts';

/** Keys of the federation as one service holds them. */
export type FederationKeys = {
  /** Derives subjects from document identities: held by issuers and risk. */
  readonly subjectKey: Uint8Array;
  /** Derives code references from references of a province's own: held by the hub. */
  readonly referenceKey: Uint8Array;
  /** Keys the digests of requests' bodies that a service keeps. */
  readonly digestKey: Uint8Array;
  /** Shared by one issuer and the hub. */
  handleKey(issuer: IssuerCode): HandleKey;
  /** An issuer's own, for offline tokens. */
  signingKey(issuer: IssuerCode): SigningKey;
  verifyingKey(issuer: IssuerCode): VerifyingKey;
  /** By which everybody checks what the registrar has sealed. */
  readonly registrar: VerifyingKey;
};

/** What the hub alone holds. */
export type RegistrarKeys = {
  /** Seals keys of parties, agreements and rule sets. */
  readonly registrarKey: SigningKey;
  /** Signs what was founded, for a party that has no key of its own yet. */
  developmentKey(party: DivisionCode): SigningKey;
};
export type HubKeys = FederationKeys & RegistrarKeys;

const memo = <T>(make: (issuer: IssuerCode) => T): ((issuer: IssuerCode) => T) => {
  const known = new Map<IssuerCode, T>();
  return (issuer) => {
    const value = known.get(issuer) ?? make(issuer);
    known.set(issuer, value);
    return value;
  };
};

const privateKey = (secret: Uint8Array, name: string): string =>
  createHash('sha256').update(deriveKey(secret, name)).digest('hex');

/**
 * Development keys, all derived from one secret. A member brings its own when it signs in.
 * @param registrar the registrar's private key, from which those that stand in for parties are derived then
 */
export const federationKeys = (secret: Uint8Array, registrar?: string): HubKeys => {
  const signingKey = memo((issuer): SigningKey => ({
    kid: 's1',
    alg: 'SM2-SM3',
    privateKey: privateKey(secret, `sign.${issuer}`),
  }));
  const registrarKey: SigningKey = {
    kid: REGISTRAR,
    alg: 'SM2-SM3',
    privateKey: registrar ?? privateKey(secret, 'registrar'),
  };
  return {
    subjectKey: deriveKey(secret, 'subject'),
    referenceKey: deriveKey(secret, 'reference'),
    digestKey: deriveKey(secret, 'digest'),
    handleKey: memo((issuer) => ({ issuer, kid: 'k1', secret: deriveKey(secret, `handle.${issuer}`) })),
    signingKey,
    verifyingKey: memo((issuer) => verifyingKeyOf(signingKey(issuer))),
    registrar: verifyingKeyOf(registrarKey),
    registrarKey,
    // ES256: SM2 takes a tenth of a second for each key that is new to a process, and there is one a party.
    developmentKey: (party) => ({
      kid: `dev-${party}`,
      alg: 'ES256',
      privateKey: privateKey(registrar ? Buffer.from(registrar, 'hex') : secret, `party.${party}`),
    }),
  };
};

/** The development secret: the one given, else the data folder's, made on the first start. @throws StartError */
export const federationSecret = async (given: string | undefined, folder: string): Promise<Uint8Array> => {
  if (given) return Buffer.from(given, 'hex');
  const file = join(folder, 'secret');
  await makeFolder(folder);
  // Services that start at once take the secret of the first.
  await writeFile(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' }).catch(() => undefined);
  const known = await readFile(file, 'utf8').catch(() => '');
  if (!/^[0-9a-f]{64}$/.test(known.trim()))
    throw new StartError(`The data folder is damaged: ${file} holds no secret.`);
  return Buffer.from(known.trim(), 'hex');
};
