import type { SigningKey } from '@huren/crypto';
import type { Agreement } from '@huren/recognition';
import type { ActContent, Proof, Publication } from '../publication/proof.ts';
import { sealStatement, signingStatement, termsOf } from '../publication/proof.ts';
import { sign } from '../signatures/signature.ts';
import type { InstrumentKind } from '../signatures/signature.ts';
import { keysOf, registered, signingKey } from './keys.ts';
import { ruleOf, ruleSetOf, within } from './rule-sets.ts';

export const REGISTRAR = signingKey('registrar');
export const WANG = signingKey('wang');
export const LI = signingKey('li', 'ES256');
export const ZHAO = signingKey('zhao', 'ES256');
/** Li's very key under the names of Sun of Guangdong and Ma of Hubei. */
export const SUN = { ...LI, kid: 'sun' };
export const MA = { ...LI, kid: 'ma' };

/** The registered keys of Wang of Hubei, Li and Zhao of Guangdong, and the registrar. */
export const KEYS = keysOf(
  registered(REGISTRAR, '000000', 'registrar'),
  registered(WANG, '420000', 'Wang'),
  registered(LI, '440000', 'Li'),
  registered(ZHAO, '440000', 'Zhao'),
  registered(SUN, '440000', 'Sun'),
  registered(MA, '420000', 'Ma'),
);

const SIGNED = '2020-03-10T09:00:00+08:00';
const SUSPENDED = '2020-03-20T09:00:00+08:00';

export const trains: Agreement = {
  id: 'trains',
  version: 2,
  title: { 'zh-CN': '专列', en: 'Trains' },
  parties: ['440000', '420000'],
  state: 'suspended',
  suspendedBy: '440000',
  validFrom: '2020-03-19T00:00:00+08:00',
  validTo: '2020-04-01T00:00:00+08:00',
  clauses: [
    {
      id: 'a',
      from: ['420000'],
      destination: '440000',
      modes: ['showing'],
      validFrom: '2020-03-19T00:00:00+08:00',
      validTo: null,
      whenStale: 'unavailable',
    },
  ],
  basis: 'a test',
};

export const local = ruleSetOf([ruleOf('contact', within('contact.close', 14))], {
  id: '440111.domestic',
  destination: '440111',
});

type Given = Omit<Publication, 'proof'> & { readonly signers: readonly SigningKey[] } & Partial<
    Pick<Proof, 'lane' | 'grounds'>
  >;

type Sealed = Publication & { readonly proof: Proof };

const sealedBy = (
  of: Omit<Publication, 'proof'>,
  unsealed: Omit<Proof, 'seal'>,
  seal: SigningKey,
): Sealed => {
  const signature = sign(sealStatement(of, unsealed, SUSPENDED), seal);
  return { ...of, proof: { ...unsealed, seal: { at: SUSPENDED, signature } } };
};

/** A publication with all its signatures; a suspension of it is signed by Li. */
export const sealed = (
  { signers, lane = 'ordinary', grounds = null, ...of }: Given,
  seal: SigningKey = REGISTRAR,
): Sealed => {
  const { kind, document, state } = of;
  const { id, version } = document;
  const terms = { validFrom: document.validFrom, validTo: null };
  const statement = signingStatement(kind, { ...termsOf(document), ...terms }, lane, grounds);
  const content: ActContent = { serial: 4, grounds: 'an outbreak' };
  const suspension = {
    at: SUSPENDED,
    content,
    signatures: [sign({ kind, id, version, act: 'suspend', content }, LI)],
  };
  const unsealed = {
    ...{ lane, grounds, terms },
    signatures: signers.map((key) => ({ at: SIGNED, signature: sign(statement, key) })),
    acts: state === 'suspended' ? [suspension] : [],
  };
  return sealedBy(of, unsealed, seal);
};

/** The same under a seal of what it says now. */
export const resealed = ({ proof: { seal: _, ...unsealed }, ...of }: Sealed): Sealed =>
  sealedBy(of, unsealed, REGISTRAR);

export const published = (kind: InstrumentKind, signers: readonly SigningKey[], seal?: SigningKey) =>
  kind === 'agreement'
    ? sealed({ kind, revision: 3, state: 'suspended', document: trains, signers }, seal)
    : sealed({ kind, revision: 1, state: 'in_force', document: local, signers }, seal);
