import type {
  AgreementEvent,
  LevelPeriod,
  MemberEvent,
  PartyKeyEvent,
  RegionEvent,
  RuleSetEvent,
} from '@huren/events';
import { isInForce } from '@huren/recognition';
import type { DivisionCode } from '@huren/standard';
import type { Entry } from './entry.ts';
import type { ValueSet } from './value-sets.ts';
import { heldAt } from '@huren/agreements';
import { reviewsDue } from './reviews-due.ts';
import { sequenceAt } from './sequence-at.ts';

/** What was told, when, and the digest of the document in it: that by which a decision pins it. */
export type Told<T> = T & { readonly recordedAt: string; readonly digest: string };

/** With an instant: the clauses that were due for review then. */
type AgreementTold = Told<AgreementEvent> & { readonly reviewDue?: readonly string[] };
export type AgreementsAnswer = { readonly agreements: readonly AgreementTold[] };
export type RuleSetsAnswer = { readonly ruleSets: readonly Told<RuleSetEvent>[] };
export type MembersAnswer = { readonly members: readonly (MemberEvent & { readonly recordedAt: string })[] };

export type SigningKeysAnswer = {
  readonly signingKeys: readonly (PartyKeyEvent & { readonly recordedAt: string })[];
};

/** A division's level, with the earlier periods where no date was asked about. */
export type LevelTold = LevelPeriod & {
  readonly division: DivisionCode;
  readonly version: number;
  readonly history?: readonly LevelPeriod[];
};
export type LevelsAnswer = { readonly riskVersion: string | null; readonly levels: readonly LevelTold[] };

const told = <T extends object>({ data, recordedAt, digest }: Entry<T>): Told<T> => ({
  ...data,
  recordedAt,
  digest,
});

/** By id, version and revision; ids are ASCII. */
const inOrder = <T>(entries: readonly Entry<T>[]): Entry<T>[] =>
  entries.toSorted((a, b) =>
    a.key === b.key ? a.revision - b.revision : a.key.localeCompare(b.key, 'en', { numeric: true }),
  );

const newest = <T>(entries: readonly T[], version: (entry: T) => number): T | undefined =>
  entries.reduce<T | undefined>(
    (best, one) => (best && version(best) >= version(one) ? best : one),
    undefined,
  );

/** Every revision of every version; with an instant, the version of each agreement that held then. */
export const agreementsAnswer = (entries: readonly Entry<AgreementEvent>[], at?: Date): AgreementsAnswer => ({
  agreements: at
    ? inOrder(agreementsHeld(entries, at)).map((entry) => ({
        ...told(entry),
        reviewDue: reviewsDue(entry.data.agreement, at),
      }))
    : inOrder(entries).map(told),
});

const agreementsHeld = (entries: readonly Entry<AgreementEvent>[], at: Date): Entry<AgreementEvent>[] => {
  const inDate = heldAt(entries, at).filter(({ data }) => isInForce(data.agreement, at));
  return [...Map.groupBy(inDate, ({ data }) => data.agreement.id).values()].flatMap((versions) => {
    const held = newest(versions, ({ data }) => data.agreement.version);
    return held && held.data.agreement.state !== 'ended' ? held : [];
  });
};

/** Every revision of every version; with an instant, the one of each destination and scheme that held then. */
export const ruleSetsAnswer = (entries: readonly Entry<RuleSetEvent>[], at?: Date): RuleSetsAnswer => ({
  ruleSets: inOrder(at ? ruleSetsHeld(entries, at) : entries).map(told),
});

const ruleSetsHeld = (entries: readonly Entry<RuleSetEvent>[], at: Date): Entry<RuleSetEvent>[] => {
  const inDate = heldAt(entries, at).filter(
    ({ data }) => data.state === 'in_force' && isInForce(data.ruleSet, at),
  );
  const places = Map.groupBy(
    inDate.toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    ({ data: { ruleSet } }) => `${ruleSet.destination}.${ruleSet.scheme}`,
  );
  return [...places.values()].flatMap(
    (versions) => newest(versions, ({ data }) => data.ruleSet.version) ?? [],
  );
};

/** Every change of a path; with an instant, the paths that held then. */
export const membersAnswer = (entries: readonly Entry<MemberEvent>[], at?: Date): MembersAnswer => ({
  members: inOrder(at ? heldAt(entries, at) : entries).map(({ data, recordedAt }) => ({
    ...data,
    recordedAt,
  })),
});

/** Every key with which somebody signs for a party, or did, as it stands by now. */
export const signingKeysAnswer = (entries: readonly Entry<PartyKeyEvent>[]): SigningKeysAnswer => ({
  signingKeys: inOrder(heldAt(entries)).map(({ data, recordedAt }) => ({ ...data, recordedAt })),
});

/**
 * Levels with their history; with an instant, the level that each division had then, as it is known by now. The risk
 * version is the one that a decision of that instant names.
 */
export const levelsAnswer = (entries: readonly Entry<RegionEvent>[], at?: Date): LevelsAnswer => {
  const sequence = sequenceAt(entries, at);
  const regions = inOrder(heldAt(entries)).map(({ data }) => data);
  return {
    riskVersion: sequence === null ? null : String(sequence),
    levels: at ? regions.flatMap((region) => levelAt(region, at) ?? []) : regions,
  };
};

const levelAt = ({ history, ...region }: RegionEvent, at: Date): LevelTold | undefined => {
  const { division, version, ...present } = region;
  const period = [...history, present].findLast(({ since }) => Date.parse(since) <= at.getTime());
  return period && { division, version, ...period };
};

/** Every revision of each value set by its digest; with an instant, the ones that held then. */
export const valueSetsAnswer = (entries: readonly Entry<ValueSet>[], at?: Date) => ({
  valueSets: inOrder(at ? heldAt(entries, at) : entries).map(({ key: id, revision, recordedAt, digest }) => ({
    id,
    revision,
    recordedAt,
    digest,
    href: `/v1/register/value-sets/${id}`,
  })),
});
