import { normaliseOperator } from '@huren/standard';
import type { DivisionCode } from '@huren/standard';
import { RefusedAct, groundsOf, hasLeft, isLive } from './life.ts';
import type { Life, LifeFault, Signer, VersionLife } from './life.ts';

export const refuse = (fault: LifeFault, message: string): never => {
  throw new RefusedAct(fault, message);
};

/** @throws RefusedAct */
export const versionOf = (life: Life, version: number): VersionLife =>
  life.find((known) => known.version === version) ??
  refuse('unknown_version', `there is no version ${version}`);

/** A party binds only itself, and nobody else acts. @throws RefusedAct */
export const ofParty = ({ version, parties }: VersionLife, party: DivisionCode): void => {
  if (!parties.includes(party)) refuse('foreign_party', `${party} is no party to version ${version}`);
};

/** Whoever has left is bound no longer, and binds nobody. @throws RefusedAct */
const stillBound = (version: VersionLife, party: DivisionCode, at: Date): void => {
  if (hasLeft(version, party, at)) refuse('foreign_party', `${party} has left version ${version.version}`);
};

/** A party that has not left. @throws RefusedAct */
export const ofBound = (version: VersionLife, party: DivisionCode, at: Date): void => {
  ofParty(version, party);
  stillBound(version, party, at);
};

/** An emergency version is no matter of whoever has left what it is laid over. @throws RefusedAct */
export const ofConcerned = (life: Life, version: VersionLife, party: DivisionCode, at: Date): void => {
  ofParty(version, party);
  if (version.lane !== 'emergency') return;
  for (const ground of groundsOf(life, version)) stillBound(ground, party, at);
};

type Asking = Pick<VersionLife, 'version' | 'parties' | 'lane' | 'validFrom'>;

/**
 * Whoever is bound by what is signed is asked about what follows it; an emergency version is of the same parties.
 * @throws RefusedAct
 */
export const askingAll = (life: Life, { version, parties, lane, validFrom }: Asking): void => {
  const isBound = (each: VersionLife, party: DivisionCode): boolean =>
    lane === 'emergency' || !hasLeft(each, party, new Date(validFrom));
  const bound = life.filter(isLive).flatMap((each) => each.parties.filter((party) => isBound(each, party)));
  const missing = bound.find((party) => !parties.includes(party));
  if (missing !== undefined) refuse('party_missing', `${missing} is a party, and not to version ${version}`);
};

/** @throws RefusedAct */
export const withGrounds = (grounds: string | null): void => {
  if (!grounds?.trim()) refuse('no_grounds', 'grounds must be stated');
};

export const sameKey = (a: Signer, b: Signer): boolean =>
  a.publicKey !== undefined && a.publicKey === b.publicKey;

/** One person under two keys, or one key under two names. */
export const sameSigner = (a: Signer, b: Signer): boolean =>
  sameKey(a, b) || (a.party === b.party && normaliseOperator(a.person) === normaliseOperator(b.person));

/** On whose word a key signs: whoever vouched for it alone, else whose it is. */
export const wordOf = ({ person, vouchedBy }: Signer): string => vouchedBy ?? person;

const ofOneWord = (a: Signer, b: Signer): boolean =>
  normaliseOperator(wordOf(a)) === normaliseOperator(wordOf(b));

/** Whether two people of one party sign, and neither's key is the other's making. */
export const areIndependent = (one: Signer, other: Signer): boolean =>
  one.party === other.party && !sameSigner(one, other) && !ofOneWord(one, other);

/** Whether a key is the signer's own: the very same, or of the same person on the same word. */
export const isOwnKey = (signer: Signer, key: Signer): boolean =>
  sameKey(signer, key) || (sameSigner(signer, key) && ofOneWord(signer, key));

/** Two people of one party. @throws RefusedAct */
export const byTwo = (first: Signer, second: Signer): void => {
  if (first.party !== second.party) {
    refuse('other_party', `two people of one party sign, not of ${first.party} and ${second.party}`);
  }
  if (sameSigner(first, second)) refuse('already_signed', `${first.person} signs once, and by one key`);
  if (ofOneWord(first, second)) {
    const people = `${first.person} and ${second.person}`;
    refuse('not_independent', `the keys of ${people} rest on the word of ${wordOf(first)} alone`);
  }
};
