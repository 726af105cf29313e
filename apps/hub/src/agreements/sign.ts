import { checkEmergency, checkSignature, groundsOf, signingStatement } from '@huren/agreements';
import type { Act, ActContent, RegisteredKeys, Signature, Signer, Statement } from '@huren/agreements';
import type { DivisionCode } from '@huren/standard';
import { acted, aged, versionIn } from './instrument-file.ts';
import type { InstrumentFile } from './instrument-file.ts';
import { refuseErrors, refused, refusing } from './refusals.ts';

/** What is done by signatures alone. */
export const SIGNED_ACTS = ['sign', 'suspend', 'resume', 'give_notice', 'end_in_emergency'] as const;
export type SignedAct = (typeof SIGNED_ACTS)[number];

/** Signatures of one act on one version, and what the act says. */
export type SignedRequest = {
  readonly act: SignedAct;
  readonly version: number;
  readonly content: ActContent | null;
  readonly signatures: readonly Signature[];
};

type Context = { readonly keys: RegisteredKeys; readonly now: Date };

const signerOf = (
  statement: Statement,
  signature: Signature,
  parties: readonly DivisionCode[],
  { keys, now }: Context,
): Signer => {
  const checked = checkSignature(statement, signature, { parties, keys, at: now });
  return checked.ok ? checked : refused(checked.fault, checked.message);
};

/** Refuses an emergency version that changes what another party is bound by, as the ordinary ones under it say. */
const checkForeign = (file: InstrumentFile, version: number, party: DivisionCode, now: Date): void => {
  const { stored, state } = versionIn(file, version);
  const { life } = aged(file, now);
  const { terms } = stored;
  if (state.lane !== 'emergency' || !('clauses' in terms)) return;
  const grounds = groundsOf(life, state)
    .map((ground) => versionIn(file, ground.version).stored.terms)
    .filter((each) => 'clauses' in each);
  refuseErrors(checkEmergency(terms, grounds, party));
};

const signOne = (
  file: InstrumentFile,
  version: number,
  given: Signature,
  context: Context,
): InstrumentFile => {
  const { stored, state } = versionIn(file, version);
  const statement = signingStatement(file.kind, stored.terms, state.lane, state.grounds);
  const signer = signerOf(statement, given, state.parties, context);
  checkForeign(file, version, signer.party, context.now);
  const written = { by: signer.party, content: null, signatures: [given] };
  return acted(file, { act: 'sign', version, signer }, written, context.now);
};

const actOf = (
  { act, version, content }: SignedRequest & { readonly content: ActContent },
  [first, second]: readonly Signer[],
): Act => {
  const signer = first ?? refused('altered', 'a signature is missing');
  const { grounds = '', until } = content;
  switch (act) {
    case 'suspend':
      return { act, version, signer, grounds };
    case 'resume':
    case 'sign':
      return { act, version, signer };
    case 'give_notice':
      return { act, version, signer, until: until ?? refused('notice_too_short', 'a notice says its end') };
    case 'end_in_emergency':
      if (!second) return refused('already_signed', 'two people sign an end at once, not one');
      return { act, version, signers: [signer, second], grounds };
  }
};

/** An act that says what it is about, for one time only: its serial is that of the file. */
const actOnce = (file: InstrumentFile, given: SignedRequest, context: Context): InstrumentFile => {
  const { version, act, signatures } = given;
  const content = given.content ?? refused('stale_serial', 'the act does not say its serial');
  const { parties } = versionIn(file, version).state;
  const statement = { kind: file.kind, id: file.id, version, act, content };
  const signers = signatures.map((one) => signerOf(statement, one, parties, context));
  if (content.serial !== file.acts.length) {
    refused('stale_serial', `the act is the ${content.serial}th, and the next is the ${file.acts.length}th`);
  }
  const [by] = signers.map(({ party }) => party);
  const written = { by: by ?? refused('altered', 'a signature is missing'), content, signatures };
  return acted(file, actOf({ ...given, content }, signers), written, context.now);
};

/** A file after a signed act. @throws ProblemException with the error of what is not allowed */
export const signed = (file: InstrumentFile, given: SignedRequest, context: Context): InstrumentFile =>
  refusing(() =>
    given.act === 'sign'
      ? given.signatures.reduce((known, one) => signOne(known, given.version, one, context), file)
      : actOnce(file, given, context),
  );
