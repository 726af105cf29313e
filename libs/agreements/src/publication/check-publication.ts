import { NATIONAL_PLATFORM } from '@huren/standard';
import type { DivisionCode } from '@huren/standard';
import { binds } from '../checks/binds.ts';
import { areIndependent, sameSigner } from '../life-cycle/guards.ts';
import type { Signer } from '../life-cycle/life.ts';
import { checkSignature } from '../signatures/check-signature.ts';
import type { CheckedSignature } from '../signatures/check-signature.ts';
import { REGISTRAR } from '../signatures/registered-key.ts';
import type { RegisteredKeys } from '../signatures/registered-key.ts';
import type { Signature, Statement } from '../signatures/signature.ts';
import { groundFaults } from './ground-faults.ts';
import { leavingFaults } from './leaving-faults.ts';
import type { CheckedAct } from './leaving-faults.ts';
import { sealStatement, signingStatement, termsOf } from './proof.ts';
import type { Proof, Publication, Terms } from './proof.ts';

/** What is wrong with a publication, in words; empty: everything in it is as it was signed. */
type Faults = readonly string[];

type Given = { readonly at: string; readonly signature: Signature };

/** Who may sign for a document: the parties that an agreement names; whoever's territory a rule set is for. */
const signatories = ({ document }: Publication, keys: RegisteredKeys, { kid }: Signature): DivisionCode[] => {
  if ('clauses' in document) return document.parties;
  const party = keys(kid)?.party;
  return party !== undefined && binds(party, document.destination) ? [party] : [];
};

/** Terms with the dates and clauses that were signed. */
const signedTerms = ({ document }: Publication, { terms: { clauses, ...dates } }: Proof): Terms => ({
  ...termsOf(document),
  ...dates,
  ...(clauses && { clauses }),
});

const faultsOf = (checked: readonly CheckedSignature[]): Faults =>
  checked.flatMap((one) => (one.ok ? [] : [one.message]));

const signersOf = (checked: readonly CheckedSignature[]): Signer[] =>
  checked.flatMap((one) => (one.ok ? [one] : []));

/** Whoever signed twice, or under two names, has signed once. */
const different = (signers: readonly Signer[]): Signer[] =>
  signers.filter((one, at) => !signers.slice(0, at).some((other) => sameSigner(one, other)));

/** Two people of one party, neither of whose keys is the other's making. */
const areTwo = ([first, ...others]: readonly Signer[]): boolean =>
  !!first && others.some((other) => areIndependent(first, other));

/** Whether every party to an agreement signed it, or, of a rule set, anybody who may. */
const areAll = (document: Terms, signed: readonly Signer[]): boolean => {
  const signers = different(signed);
  const parties = 'clauses' in document ? document.parties : signers.slice(0, 1).map(({ party }) => party);
  return parties.length > 0 && parties.every((party) => signers.some((signer) => signer.party === party));
};

/** Clauses for where none of the parties may bind anybody, whoever has signed. */
const foreign = ({ document }: Publication): Faults => {
  if (!('clauses' in document)) return [];
  return document.clauses
    .filter(({ destination }) => !document.parties.some((party) => binds(party, destination)))
    .map(({ id, destination }) => `clause ${id} is of ${destination}, in the territory of no party`);
};

type Done = CheckedAct & { readonly signers: readonly Signer[] };

/** Ends at once that two people of one party did not sign. */
const halfEnded = (done: readonly Done[]): Faults =>
  done
    .filter(({ act, signers }) => act === 'end_in_emergency' && !areTwo(signers))
    .map(() => 'an end at once is signed by two people of one party');

type Check = (statement: Statement, given: Given, parties: readonly DivisionCode[]) => CheckedSignature;

/** What an emergency version does to others. A version that was published without what it rests on does not show it. */
const overstepped = (terms: Terms, { restsOn }: Proof, signers: readonly Signer[], check: Check): Faults => {
  const [signer] = signers;
  if (!restsOn || !signer || !('clauses' in terms)) return [];
  return groundFaults({ terms, restsOn, party: signer.party }, (ground) => {
    const statement = signingStatement('agreement', ground.terms, 'ordinary', null);
    const checked = ground.signatures.map((given) => check(statement, given, ground.terms.parties));
    const isWhole = areAll(ground.terms, signersOf(checked));
    return [...faultsOf(checked), ...(isWhole ? [] : ['not every party has signed what it rests on'])];
  });
};

/**
 * What is wrong with a published version, by the registered keys alone: signatures of its parties over its terms, of
 * what was done to it since, and the registrar's seal over everything. Nothing, where not a byte was altered.
 */
export const publicationFaults = (publication: Publication, keys: RegisteredKeys): Faults => {
  const { kind, document, proof } = publication;
  if (!proof) return ['it bears no signatures'];
  const { seal, ...unsealed } = proof;
  const { kid } = seal.signature;
  if (kid !== REGISTRAR) return [`key ${kid} is not the registrar's`];
  const check: Check = (statement, { at, signature }, parties) =>
    checkSignature(statement, signature, { parties, keys, at: new Date(at) });
  const sealed = check(sealStatement(publication, unsealed, seal.at), seal, [NATIONAL_PLATFORM]);
  if (!sealed.ok) return [sealed.message];
  const terms = signedTerms(publication, proof);
  const statement = signingStatement(kind, terms, proof.lane, proof.grounds);
  const signed = proof.signatures.map((given) =>
    check(statement, given, signatories(publication, keys, given.signature)),
  );
  const checked = proof.acts.map(({ at, content, signatures }) =>
    signatures.map((signature) =>
      check(
        { kind, id: document.id, version: signature.version, act: signature.act, content },
        { at, signature },
        signatories(publication, keys, signature),
      ),
    ),
  );
  const faults = faultsOf([...signed, ...checked.flat()]);
  if (faults.length > 0) return faults;
  const signers = signersOf(signed);
  if (!(proof.lane === 'emergency' ? areTwo(signers) : areAll(document, signers))) {
    return ['not every party has signed it'];
  }
  const done = proof.acts.map(({ at, content, signatures }, place) => {
    const by = signersOf(checked[place] ?? []);
    return { party: by[0]?.party, act: signatures[0]?.act, at, until: content.until, signers: by };
  });
  return [
    ...foreign(publication),
    ...halfEnded(done),
    ...leavingFaults(publication, done),
    ...overstepped(terms, proof, signers, check),
  ];
};
