import { chinaTime } from '@huren/standard';
import type { ActOf } from './acts.ts';
import { askingAll, byTwo, ofConcerned, refuse, sameKey, versionOf } from './guards.ts';
import { groundsOf, holding, isLive, stepped, withVersions } from './life.ts';
import type { Life, LifeTerms, Signer, VersionLife } from './life.ts';

const isComplete = ({ lane, parties, signers }: VersionLife): boolean =>
  lane === 'emergency'
    ? signers.length === 2
    : parties.every((party) => signers.some((signer) => signer.party === party));

/** What every version must be when its last signature comes. */
const checkCompletion = (life: Life, version: VersionLife, at: Date, { leadMs }: LifeTerms): void => {
  const newer = life.find((other) => other.version > version.version && isComplete(other));
  if (newer) refuse('version_order', `version ${newer.version} was signed before`);
  askingAll(life, version);
  if (version.validTo !== null && Date.parse(version.validTo) <= at.getTime()) {
    refuse('invalid_window', 'it would be over before it was signed');
  }
  const begins = Date.parse(version.validFrom);
  if (version.lane === 'ordinary') {
    if (begins < at.getTime() + leadMs) {
      refuse(
        'lead_time',
        `it takes effect no sooner than ${leadMs / 3_600_000} hours after its last signature`,
      );
    }
    const older = life.find((other) => isLive(other) && Date.parse(other.validFrom) > begins);
    if (older) refuse('backdated', `version ${older.version} begins later`);
  } else {
    if (begins > at.getTime()) {
      refuse(
        'invalid_window',
        `it holds from its second signature, and its terms begin at ${version.validFrom}`,
      );
    }
    if (holding(life)?.state === 'suspended') refuse('suspended', 'what is suspended is resumed first');
  }
};

const checkSigner = ({ lane, signers }: VersionLife, signer: Signer): void => {
  const [first] = signers;
  if (lane === 'emergency' && first) byTwo(first, signer);
  if (lane === 'ordinary' && signers.some((one) => one.party === signer.party)) {
    refuse('already_signed', `${signer.party} has signed`);
  }
  if (signers.some((one) => sameKey(one, signer))) refuse('already_signed', 'this key has signed');
};

const leavingOf = ({ leaving = [] }: VersionLife): string =>
  leaving
    .map(({ party, until }) => `${party} ${until}`)
    .sort()
    .join();

/**
 * What an emergency version is from its second signature on: whoever leaves what is under it leaves it as well. It ends
 * with the first that is under it and binds others.
 */
const overlying = (life: Life, version: VersionLife, at: Date): Partial<VersionLife> => {
  const grounds = groundsOf(life, version);
  const [first] = grounds;
  const other = grounds.find((ground) => first && leavingOf(ground) !== leavingOf(first));
  const validTo = other?.validFrom ?? version.validTo;
  return {
    validFrom: chinaTime(at),
    validTo,
    restsOn: groundsOf(life, { ...version, validTo }).map((ground) => ground.version),
    ...(first?.leaving && { leaving: first.leaving }),
  };
};

/**
 * A life with one more signature: an ordinary version needs one of each party, an emergency version two of one party,
 * by two people, and holds from the second. @throws RefusedAct
 */
export const signVersion = (
  life: Life,
  { version: number, signer }: ActOf<'sign'>,
  at: Date,
  terms: LifeTerms,
): Life => {
  const version = versionOf(life, number);
  const signed = stepped(version, 'sign', { signers: [...version.signers, signer] });
  ofConcerned(life, version, signer.party, at);
  checkSigner(version, signer);
  if (!isComplete(signed)) return withVersions(life, signed);
  checkCompletion(life, version, at, terms);
  const laidOver = version.lane === 'emergency' ? overlying(life, version, at) : {};
  return withVersions(life, stepped(signed, 'complete', laidOver));
};
