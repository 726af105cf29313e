import type { ActOf } from './acts.ts';
import { askingAll, refuse, withGrounds } from './guards.ts';
import { isLive } from './life.ts';
import type { Life, LifeTerms, VersionLife } from './life.ts';

type Drafted = ActOf<'draft'>;

/** The earliest instant at which a draft can hold, in ms: its date, in the emergency lane no sooner than it is signed. */
const beginningOf = ({ lane, validFrom }: Drafted, at: Date): number =>
  Math.max(Date.parse(validFrom), lane === 'emergency' ? at.getTime() : -Infinity);

/** An emergency version says why it cannot wait, and ends by itself. */
const checkEmergency = (given: Drafted, at: Date, { emergencyMs }: LifeTerms): void => {
  const { grounds, validTo } = given;
  const begins = beginningOf(given, at);
  withGrounds(grounds);
  if (validTo === null) return refuse('no_automatic_end', 'an emergency version ends by itself');
  if (begins - at.getTime() > emergencyMs) {
    refuse('invalid_window', 'an emergency version is for now, and begins later than one may last');
  }
  if (Date.parse(validTo) - begins > emergencyMs) {
    refuse('emergency_too_long', `an emergency version holds for ${emergencyMs / 86_400_000} days at most`);
  }
};

/** No ordinary version takes effect in the past, or before the ones that it follows. */
const checkOrder = (life: Life, given: Drafted, at: Date): void => {
  const { version, lane, validTo } = given;
  const next = (life.at(-1)?.version ?? 0) + 1;
  if (version !== next) refuse('version_order', `the next version is ${next}, not ${version}`);
  const begins = beginningOf(given, at);
  if (validTo !== null && Date.parse(validTo) <= begins) {
    refuse('invalid_window', 'it must end after it begins');
  }
  if (lane === 'emergency') return;
  const older = life.filter(isLive).map(({ validFrom }) => Date.parse(validFrom));
  if (begins < Math.max(at.getTime(), ...older)) {
    refuse('backdated', 'it must not begin in the past, or before an older version');
  }
};

/** A life with one more version, not yet signed. @throws RefusedAct */
export const draftVersion = (life: Life, given: Drafted, at: Date, terms: LifeTerms): Life => {
  const { version, parties, lane, grounds, validFrom, validTo } = given;
  if (lane === 'emergency') checkEmergency(given, at, terms);
  checkOrder(life, given, at);
  askingAll(life, given);
  const drafted: VersionLife = {
    ...{ version, parties, lane, grounds, validFrom, validTo },
    ...{ state: 'draft', signers: [], suspendedBy: [] },
  };
  return [...life, drafted];
};
