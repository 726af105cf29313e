import { agreement, clause } from '@huren/recognition';
import type { Agreement, RuleSet } from '@huren/recognition';
import { divisionCode, instant } from '@huren/standard';
import { z } from 'zod';
import { LANES } from '../life-cycle/life.ts';
import type { Lane } from '../life-cycle/life.ts';
import { signature } from '../signatures/signature.ts';
import type { InstrumentKind, Statement } from '../signatures/signature.ts';

/** What an act on a signed version says. `serial`: how many acts there were before it, so that it serves once. */
export const actContent = z.strictObject({
  serial: z.int().nonnegative(),
  grounds: z.string().min(1).max(2000).optional(),
  /** When a notice ends it. */
  until: instant.optional(),
});
export type ActContent = z.infer<typeof actContent>;

/** When, and by which signature. */
export const signedAt = z.strictObject({ at: instant, signature });
const signedAct = z.strictObject({
  at: instant,
  content: actContent,
  signatures: z.array(signature).min(1).max(2),
});

const signedTerms = z.strictObject({
  terms: agreement.omit({ state: true, suspendedBy: true }),
  signatures: z.array(signedAt).min(1),
});

/** By what a version of an agreement or a rule set is checked: who signed it, what was done to it since, and the seal. */
export const proof = z.strictObject({
  lane: z.enum(LANES),
  grounds: z.string().nullable(),
  /** The dates, and clauses, as they were signed; the document has what later versions and acts left of them. */
  terms: z.strictObject({
    validFrom: instant,
    validTo: instant.nullable(),
    /** Absent: the document has them all. */
    clauses: z.array(clause).min(1).optional(),
  }),
  signatures: z.array(signedAt).min(1),
  acts: z.array(signedAct),
  /** Who leaves an agreement while others go on, each by one of the acts, in their order. Absent: nobody. */
  leaving: z
    .array(z.strictObject({ party: divisionCode, until: instant }))
    .min(1)
    .optional(),
  /** Of an agreement's emergency version the ordinary ones that it was laid over, as they were signed. */
  restsOn: z.array(signedTerms).optional(),
  /** The registrar's signature over all of this and the document. */
  seal: signedAt,
});
export type Proof = z.infer<typeof proof>;
/** An ordinary version of an agreement, with the signatures of its parties. */
export type SignedTerms = z.infer<typeof signedTerms>;

export type AgreementTerms = Omit<Agreement, 'state' | 'suspendedBy'>;

/** What a version says, without what becomes of it. */
export type Terms = AgreementTerms | RuleSet;

/** A version as it is published. */
export type Publication = {
  readonly kind: InstrumentKind;
  readonly revision: number;
  readonly state: 'in_force' | 'suspended' | 'ended';
  readonly document: Agreement | RuleSet;
  readonly proof?: Proof | undefined;
};

/** The terms within a document that is published. */
export const termsOf = (document: Agreement | RuleSet): Terms => {
  if (!('clauses' in document)) return document;
  const { state: _state, suspendedBy: _by, ...terms } = document;
  return terms;
};

const statementOn = (
  kind: InstrumentKind,
  { id, version }: Pick<Terms, 'id' | 'version'>,
  act: string,
  content: unknown,
): Statement => ({ kind, id, version, act, content });

/** What a party signs so that a version comes into force: its terms, the lane and why it cannot wait. */
export const signingStatement = (
  kind: InstrumentKind,
  terms: Terms,
  lane: Lane,
  grounds: string | null,
): Statement => statementOn(kind, terms, 'sign', { lane, grounds, terms });

/** What the registrar signs, and when: a version as it is published, but for the seal itself. */
export const sealStatement = (
  { kind, revision, state, document }: Publication,
  unsealed: Omit<Proof, 'seal'>,
  at: string,
): Statement => statementOn(kind, document, 'publish', { at, revision, state, document, ...unsealed });
