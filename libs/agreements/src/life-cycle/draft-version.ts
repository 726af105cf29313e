import type { DivisionCode } from '@huren/standard';
import type { ActOf } from './acts.ts';
import { refuse, withGrounds } from './guards.ts';
import { hasLeft, isLive } from './life.ts';
import type { Life, LifeTerms, VersionLife } from './life.ts';

type Drafted = ActOf<'draft'>;

/** An emergency version says why it cannot wait, and ends by itself. */
const checkEmergency = ({ grounds, validFrom, validTo }: Drafted, { emergencyMs }: LifeTerms): void => {
  withGrounds(grounds);
  if (validTo === null) return refuse('no_automatic_end', 'an emergency version ends by itself');
  if (Date.parse(validTo) - Date.parse(validFrom) > emergencyMs) {
    refuse('emergency_too_long', `an emergency version holds for ${emergencyMs / 86_400_000} days at most`);
  }
};

/** No version takes effect before the ones that it follows; an emergency version may precede those to come. */
const checkOrder = (life: Life, { version, lane, validFrom, validTo }: Drafted, at: Date): void => {
  const next = (life.at(-1)?.version ?? 0) + 1;
  if (version !== next) refuse('version_order', `the next version is ${next}, not ${version}`);
  if (validTo !== null && Date.parse(validTo) <= Date.parse(validFrom)) {
    refuse('invalid_window', 'it must end after it begins');
  }
  const older = life.filter((each) => isLive(each) && (lane === 'ordinary' || each.state !== 'signed'));
  const latest = Math.max(at.getTime(), ...older.map((each) => Date.parse(each.validFrom)));
  if (Date.parse(validFrom) < latest) {
    refuse('backdated', 'it must not begin in the past, or before an older version');
  }
};

/** Whoever is bound by what is signed is asked about what follows it; an emergency version is of the same parties. */
const checkParties = (life: Life, { version, parties, lane, validFrom }: Drafted): void => {
  const isBound = (each: VersionLife, party: DivisionCode): boolean =>
    lane === 'emergency' || !hasLeft(each, party, new Date(validFrom));
  const bound = life.filter(isLive).flatMap((each) => each.parties.filter((party) => isBound(each, party)));
  const missing = bound.find((party) => !parties.includes(party));
  if (missing !== undefined) refuse('party_missing', `${missing} is a party, and not to version ${version}`);
};

/** A life with one more version, not yet signed. @throws RefusedAct */
export const draftVersion = (life: Life, given: Drafted, at: Date, terms: LifeTerms): Life => {
  const { version, parties, lane, grounds, validFrom, validTo } = given;
  if (lane === 'emergency') checkEmergency(given, terms);
  checkOrder(life, given, at);
  checkParties(life, given);
  const drafted: VersionLife = {
    ...{ version, parties, lane, grounds, validFrom, validTo },
    ...{ state: 'draft', signers: [], suspendedBy: [] },
  };
  return [...life, drafted];
};
