import { es256 } from './es256.ts';
import { sm2 } from './sm2.ts';

export const SIGNATURE_ALGORITHMS = ['SM2-SM3', 'ES256'] as const;
export type SignatureAlgorithm = (typeof SIGNATURE_ALGORITHMS)[number];

/** Keys are hexadecimal: 32 bytes a private one, 65 bytes (uncompressed point) a public one. */
export type SigningKey = {
  readonly kid: string;
  readonly alg: SignatureAlgorithm;
  readonly privateKey: string;
};
export type VerifyingKey = {
  readonly kid: string;
  readonly alg: SignatureAlgorithm;
  readonly publicKey: string;
};

/** A signature algorithm as a plug-in. Signatures are 64 bytes, r and s. */
export type Signer = {
  sign(data: Uint8Array, privateKey: string): Buffer;
  verify(data: Uint8Array, signature: Uint8Array, publicKey: string): boolean;
  publicKeyOf(privateKey: string): string;
  /** Whether an uncompressed point lies on the algorithm's curve. */
  isPublicKey(publicKey: string): boolean;
};

const signers: Record<SignatureAlgorithm, Signer> = { 'SM2-SM3': sm2, ES256: es256 };

/** The plug-in of an algorithm. */
export const signerOf = (alg: SignatureAlgorithm): Signer => signers[alg];

/** The public half of a signing key. */
export const verifyingKeyOf = ({ kid, alg, privateKey }: SigningKey): VerifyingKey => ({
  kid,
  alg,
  publicKey: signerOf(alg).publicKeyOf(privateKey),
});
