import { digestOf } from '@huren/crypto';
import type { VerifyingKey } from '@huren/crypto';
import type { HeldKey, MemberEvent, RegionEvent } from '@huren/events';
import { riskLevels } from '@huren/recognition';
import type { LevelEntry, Path, RiskLevels } from '@huren/recognition';
import { ancestry } from '@huren/standard';
import type { DivisionCode } from '@huren/standard';
import { heardFeeds } from '../feeds/heard-feeds.ts';
import type { HeardFeeds } from '../feeds/heard-feeds.ts';
import { derived, keep, stampOf, valuesOf } from './revised.ts';
import type { Revised } from './revised.ts';
import { signedVersions } from './signed-versions.ts';
import type { SignedVersions } from './signed-versions.ts';
import { areLevelsUnread } from './unread.ts';
import type { Unread } from './unread.ts';

/** What every decider knows of the federation, as the bus brought it: agreements, rule sets, levels, members' paths. */
export type FederationKnowledge = SignedVersions & {
  levels(): RiskLevels;
  /** Whether a newer level than one of these could not be read. */
  areLevelsUnread(): boolean;
  /** The path of a member, else of its city's or province's; 2 where none is known. */
  pathOf(division: DivisionCode): Path;
  /** Up to when publishers say that their feeds are complete. */
  readonly feeds: HeardFeeds;
  /** From now on asked for the keys whose newest state could not be read: what is known of them is not relied on. */
  heed(unread: Unread): void;
  /** The same for the same knowledge, in whatever order and process it came together; what one could not read is no part of it. */
  stamp(): string;
  applyMember(event: MemberEvent): 'applied' | 'stale';
  applyLevel(event: RegionEvent, sequence: number): 'applied' | 'stale';
};

/** The path of whoever is no member and lies in none. */
const DEFAULT_PATH: Path = 2;

const NOTHING: readonly HeldKey[] = [];

/**
 * An empty knowledge. The indexes are made when they are asked for, not at each event.
 * @param registrar the key on whose word those of the parties are believed
 */
export const federationKnowledge = (registrar: VerifyingKey): FederationKnowledge => {
  const levels = new Map<DivisionCode, Revised<LevelEntry>>();
  const paths = new Map<DivisionCode, Revised<Path>>();
  let sequence: number | null = null;
  let heeded: Unread = () => NOTHING;
  const unread: Unread = () => heeded();
  const stamp = derived(() => digestOf([...stamps(), stampOf(levels)]));
  const { stamps, ...versions } = signedVersions(registrar, stamp.forget, unread);
  const levelsIndexed = derived(() =>
    riskLevels(valuesOf(levels), sequence === null ? null : String(sequence)),
  );
  return {
    ...versions,
    stamp: stamp.get,
    feeds: heardFeeds(),
    levels: levelsIndexed.get,
    areLevelsUnread: () => areLevelsUnread(unread),
    heed: (by) => void (heeded = by),
    pathOf: (division) => ancestry(division).flatMap((one) => paths.get(one)?.value ?? [])[0] ?? DEFAULT_PATH,
    applyMember: ({ division, path, version }) => keep(paths, division, version, path),
    applyLevel: ({ division, level, version }, at) => {
      levelsIndexed.forget();
      stamp.forget();
      sequence = Math.max(sequence ?? 0, at);
      return keep(levels, division, version, { division, level });
    },
  };
};
