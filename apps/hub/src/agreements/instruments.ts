import type { Act, InstrumentKind, Lane, Terms } from '@huren/agreements';
import { canonicalJson } from '@huren/crypto';
import { LAST_REVISION } from '@huren/events';
import type { Sql } from '@huren/events';
import { ProblemException, problem } from '@huren/platform';
import type { RuleSet } from '@huren/recognition';
import type { DivisionCode } from '@huren/standard';
import type { z } from 'zod';
import type { HubContext } from '../hub-context.ts';
import { highestRevisions } from '../register/register-store.ts';
import { checkBeside, checkTerms } from './check-terms.ts';
import type { TermsCheck } from './check-terms.ts';
import { UNSIGNED, acted, aged, drafted, versionIn, withVersion } from './instrument-file.ts';
import type { InstrumentFile } from './instrument-file.ts';
import { keepFile, lockDue, lockFile, openFile } from './instrument-store.ts';
import { keysOf } from './party-keys.ts';
import { publishVersions } from './publish-versions.ts';
import type { Telling } from './publish-versions.ts';
import { readDocument } from './read-document.ts';
import { refuseErrors, refuseOvertaken, refused, refusing } from './refusals.ts';
import { signed } from './sign.ts';
import type { SignedRequest } from './sign.ts';

type Context = Pick<HubContext, 'clock' | 'keys' | 'knowledge'>;

/** Which version of which agreement or rule set. */
export type Named = { readonly kind: InstrumentKind; readonly id: string };

/** What is handed in as the next version. */
export type Draft = {
  readonly terms: Terms;
  readonly parties: readonly DivisionCode[];
  readonly lane: Lane;
  readonly grounds: string | null;
};

/** The terms in a document that was handed in. @throws ProblemException that names every field at fault */
export const termsIn = <T extends Terms>(schema: z.ZodType<T>, document: unknown): T => {
  const { value, faults } = readDocument(schema, document, '/document');
  return value ?? refused('invalid_document', 'The document does not fit its schema.', faults);
};

/** Whose rules a rule set is: its destination's own, unless an authority above signs for it. */
export const ruleSetParties = ({ destination }: RuleSet, party?: DivisionCode): DivisionCode[] => [
  party ?? destination,
];

const locked = async (tx: Sql, { kind, id }: Named): Promise<InstrumentFile> =>
  (await lockFile(tx, kind, id)) ?? refused('unknown_instrument', `There is no ${kind} ${id}.`);

/** The highest revision that the bus has told of a version, by the register or by this process, whichever is ahead. */
const toldOf = async (
  tx: Sql,
  { kind, id, versions }: InstrumentFile,
  { knowledge }: Context,
): Promise<Telling['told']> => {
  const keyOf = (version: number): string => `${id}@${version}`;
  const keys = versions.map(({ version }) => keyOf(version));
  const entered = await highestRevisions(tx, kind, keys);
  return (version) => Math.max(entered.get(keyOf(version)) ?? 0, knowledge.revisionOf(kind, keyOf(version)));
};

/** Tells everybody of versions of a file, and keeps it as it is published then. */
const tell = async (
  tx: Sql,
  file: InstrumentFile,
  telling: Pick<Telling, 'which' | 'told'>,
  { clock, keys }: Context,
): Promise<InstrumentFile> => {
  const by = { registrar: keys.registrarKey, now: clock.now() };
  const published = await publishVersions(tx, file, { ...telling, ...by });
  await keepFile(tx, published);
  return published;
};

/** Keeps a file after an act, and tells everybody what has changed for those who decide. */
export const settle = async (tx: Sql, file: InstrumentFile, context: Context): Promise<InstrumentFile> =>
  tell(tx, file, { which: 'changed', told: await toldOf(tx, file, context) }, context);

/** Drafts the next version. What is found in it does not hinder a draft. */
export const draft = async (
  tx: Sql,
  kind: InstrumentKind,
  { terms, parties, lane, grounds }: Draft,
  context: Context,
): Promise<TermsCheck> => {
  const { id, version, validFrom, validTo } = terms;
  const checked = await checkTerms(tx, terms, parties);
  const file = await openFile(tx, kind, id);
  const act = { act: 'draft', version, parties, lane, grounds, validFrom, validTo } as const;
  await settle(
    tx,
    refusing(() => drafted(file, terms, act, context.clock.now())),
    context,
  );
  return checked;
};

/** Proposes a version to the parties, or takes it back. @throws ProblemException with what stands against it */
export const move = async (
  tx: Sql,
  named: Named,
  act: Extract<Act, { act: 'propose' | 'withdraw' }>,
  context: Context,
): Promise<InstrumentFile> => {
  const file = await locked(tx, named);
  const written = { by: act.by, ...UNSIGNED };
  const moved = refusing(() => acted(file, act, written, context.clock.now()));
  if (act.act === 'withdraw') return settle(tx, moved, context);
  const { stored, state } = versionIn(moved, act.version);
  const { findings } = await checkTerms(tx, stored.terms, state.parties);
  refuseErrors(findings);
  return settle(tx, withVersion(moved, { ...stored, findings }), context);
};

/**
 * A version that a signature completes, looked at once more: what it stands beside may be other than when it was
 * proposed. What is found anew is kept with it.
 */
const checkCompleted = async (tx: Sql, file: InstrumentFile, version: number): Promise<InstrumentFile> => {
  const { stored, state } = versionIn(file, version);
  if (state.state === 'proposed') return file;
  // Of two that are completed at once one is signed by when the other is looked at.
  await tx.query(`select pg_advisory_xact_lock(hashtext('instrument completed'))`);
  const found = await checkBeside(tx, stored.terms, state.parties);
  refuseOvertaken(found);
  const known = new Set(stored.findings.map((one) => canonicalJson(one)));
  const fresh = found.filter((one) => !known.has(canonicalJson(one)));
  return withVersion(file, { ...stored, findings: [...stored.findings, ...fresh] });
};

/** An act by signature, in the caller's transaction. @throws ProblemException with the error of what is not allowed */
export const actBySignature = async (
  tx: Sql,
  named: Named,
  given: SignedRequest,
  context: Context,
): Promise<InstrumentFile> => {
  const file = await locked(tx, named);
  const kids = given.signatures.map(({ kid }) => kid);
  const keys = await keysOf(tx, kids);
  const after = signed(file, given, { keys, now: context.clock.now() });
  return settle(tx, given.act === 'sign' ? await checkCompleted(tx, after, given.version) : after, context);
};

/** Tells everybody once more of all versions as they stand. @throws ProblemException where none has a revision left */
export const tellAgain = async (tx: Sql, named: Named, context: Context): Promise<InstrumentFile> => {
  const file = await locked(tx, named);
  const told = await toldOf(tx, file, context);
  if (file.versions.every(({ version }) => told(version) >= LAST_REVISION))
    throw new ProblemException(problem(409, 'no_revision_left', 'Each version has the last one: amend it.'));
  return tell(tx, file, { which: 'all', told }, context);
};

/** Lets time do what is due, one file a transaction. Answers how many were looked at. */
export const ageInstruments = async (context: Context & Pick<HubContext, 'database'>): Promise<number> => {
  let looked = 0;
  const one = (tx: Sql): Promise<boolean> =>
    lockDue(tx, context.clock.now()).then(async (file) => {
      if (file) await settle(tx, aged(file, context.clock.now()), context);
      return file !== undefined;
    });
  while (await context.database.transactions.run(one)) looked += 1;
  return looked;
};
