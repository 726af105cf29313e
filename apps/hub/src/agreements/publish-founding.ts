import { signingStatement, sign } from '@huren/agreements';
import type { InstrumentKind, Terms } from '@huren/agreements';
import { termsOf } from '@huren/agreements';
import { verifyingKeyOf } from '@huren/crypto';
import type { SigningKey } from '@huren/crypto';
import type { Sql } from '@huren/events';
import type { HubKeys } from '@huren/platform';
import { foundingAgreements, foundingRuleSets } from '@huren/recognition';
import { DAY_MS, NATIONAL_PLATFORM } from '@huren/standard';
import type { DivisionCode } from '@huren/standard';
import type { HubContext } from '../hub-context.ts';
import { UNSIGNED, acted, aged, drafted } from './instrument-file.ts';
import type { InstrumentFile } from './instrument-file.ts';
import { openFile } from './instrument-store.ts';
import { settle } from './instruments.ts';
import { keepKeys } from './party-keys.ts';
import type { StoredKey } from './party-keys.ts';

type Context = Pick<HubContext, 'clock' | 'keys' | 'knowledge'>;

/** So long before it takes effect was each of them signed; no publication says when. */
const SIGNED_BEFORE_MS = 2 * DAY_MS;

/** Since when the keys count that nobody registered. */
const KEYS_FROM = '2020-01-01T00:00:00+08:00';

/** Who stands for a party that has no key of its own. */
const NOBODY = 'development';

type Founding = {
  readonly kind: InstrumentKind;
  readonly terms: Terms;
  readonly parties: readonly DivisionCode[];
};

const founding: readonly Founding[] = [
  ...foundingRuleSets.map((terms) => ({ kind: 'rule_set', terms, parties: [terms.destination] }) as const),
  ...foundingAgreements.map(
    (agreement) => ({ kind: 'agreement', terms: termsOf(agreement), parties: agreement.parties }) as const,
  ),
];

const developmentKey = (key: SigningKey, party: DivisionCode, person: string): StoredKey => ({
  key: { ...verifyingKeyOf(key), party, person, validFrom: KEYS_FROM, validTo: null },
  revision: 1,
  development: true,
});

/** The registrar's key, and one of each party to what was founded. */
const foundingKeys = ({ registrarKey, developmentKey: keyOf }: HubKeys): StoredKey[] => [
  { ...developmentKey(registrarKey, NATIONAL_PLATFORM, 'registrar'), development: false },
  ...[...new Set(founding.flatMap(({ parties }) => parties))].map((party) =>
    developmentKey(keyOf(party), party, NOBODY),
  ),
];

/** A file after one of its founding versions was drafted, proposed and signed by each party, two days ahead of its date. */
const founded = (
  file: InstrumentFile,
  { kind, terms, parties }: Founding,
  { clock, keys }: Context,
): InstrumentFile => {
  const { version, validFrom, validTo } = terms;
  const at = new Date(Math.min(clock.now().getTime(), Date.parse(validFrom) - SIGNED_BEFORE_MS));
  const [by = NATIONAL_PLATFORM] = parties;
  const draft = {
    act: 'draft',
    version,
    parties,
    lane: 'ordinary',
    grounds: null,
    validFrom,
    validTo,
  } as const;
  const proposed = acted(
    drafted(file, terms, draft, at),
    { act: 'propose', version, by },
    { by, ...UNSIGNED },
    at,
  );
  const statement = signingStatement(kind, terms, 'ordinary', null);
  return parties.reduce((known, party) => {
    const written = { by: party, content: null, signatures: [sign(statement, keys.developmentKey(party))] };
    return acted(known, { act: 'sign', version, signer: { party, person: NOBODY } }, written, at);
  }, proposed);
};

/** Published before they were signed: those are the first revisions, and what is signed now the second. */
const asPublishedBefore = (file: InstrumentFile): InstrumentFile => ({
  ...file,
  versions: file.versions.map((version) => ({ ...version, revision: 1 })),
});

/** Whether something is done for the first time in the life of the database. */
export const claim = async (tx: Sql, id: string): Promise<boolean> =>
  (await tx.query(`insert into founding (id) values ($1) on conflict do nothing returning id`, [id])).length >
  0;

/**
 * Takes the agreements and rule sets of March 2020 through their life, once for the life of the database: each is
 * drafted, proposed and signed under its own dates, with keys that are for development. They reach every decider, this
 * hub among them, over the bus alone.
 */
export const publishFounding = async (tx: Sql, context: Context): Promise<boolean> => {
  const isFirst = await claim(tx, '2020-03');
  if (!(await claim(tx, '2020-03 signed'))) return false;
  const now = context.clock.now();
  await keepKeys(tx, foundingKeys(context.keys), { now, registrar: context.keys.registrarKey });
  for (const versions of Map.groupBy(founding, ({ kind, terms }) => `${kind} ${terms.id}`).values()) {
    const [first] = versions;
    if (!first) continue;
    const file = await openFile(tx, first.kind, first.terms.id);
    const signed = versions
      .toSorted((a, b) => a.terms.version - b.terms.version)
      .reduce((known, one) => founded(known, one, context), file);
    await settle(tx, aged(isFirst ? signed : asPublishedBefore(signed), now), context);
  }
  return true;
};
