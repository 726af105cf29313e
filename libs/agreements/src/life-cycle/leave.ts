import { chinaTime } from '@huren/standard';
import type { DivisionCode } from '@huren/standard';
import { isLive, stepped, withVersions } from './life.ts';
import type { Leaving, Life, VersionLife } from './life.ts';

/** A version that ends by an instant: over then, or, where it begins no earlier, never begun. */
const endedBy = (version: VersionLife, until: string): VersionLife => {
  const { state, validFrom, validTo } = version;
  const to = Date.parse(until);
  if (state === 'signed' && Date.parse(validFrom) >= to) return stepped(version, 'end');
  return validTo !== null && Date.parse(validTo) <= to ? version : { ...version, validTo: until };
};

/** When a version ends by whoever leaves it: once one party at most is left. Undefined: several go on. */
const endOf = ({ parties }: VersionLife, leaving: readonly Leaving[]): string | undefined =>
  leaving.map(({ until }) => until).toSorted((a, b) => Date.parse(a) - Date.parse(b))[
    Math.max(0, parties.length - 2)
  ];

const leftBy = (version: VersionLife, one: Leaving): VersionLife => {
  const known = version.leaving ?? [];
  const until = Date.parse(one.until);
  if (known.some(({ party, until: by }) => party === one.party && Date.parse(by) <= until)) return version;
  const leaving = [...known.filter(({ party }) => party !== one.party), one];
  const end = endOf(version, leaving);
  const left = version.parties.length > 2 ? { ...version, leaving } : version;
  return end === undefined ? left : endedBy(left, end);
};

/**
 * A life that a party leaves by an instant, with all that is signed: it binds that party no longer, and ends where no two
 * parties are left.
 */
export const leave = (life: Life, party: DivisionCode, until: Date): Life =>
  withVersions(
    life,
    ...life
      .filter((version) => isLive(version) && version.parties.includes(party))
      .map((version) => leftBy(version, { party, until: chinaTime(until) })),
  );
