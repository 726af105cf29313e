import { digestOf } from '@huren/crypto';
import { agreementIndex, riskLevels, ruleSetIndex } from '@huren/recognition';
import type {
  Agreement,
  AgreementIndex,
  LevelEntry,
  Path,
  RiskLevels,
  RuleSet,
  RuleSetIndex,
} from '@huren/recognition';
import type { AgreementEvent, MemberEvent, PartyKeyEvent, RegionEvent, RuleSetEvent } from '@huren/events';
import { sealsOf } from './altered.ts';
import { heardFeeds } from '../feeds/heard-feeds.ts';
import type { HeardFeeds } from '../feeds/heard-feeds.ts';
import { ancestry } from '@huren/standard';
import type { DivisionCode } from '@huren/standard';

type Revised<T> = { readonly revision: number; readonly value: T };

/** What every decider knows of the federation, as the bus brought it: agreements, rule sets, levels, members' paths. */
export type FederationKnowledge = {
  agreements(): AgreementIndex;
  ruleSets(): RuleSetIndex;
  levels(): RiskLevels;
  /** The path of a member, else of its city's or province's; 2 where none is known. */
  pathOf(division: DivisionCode): Path;
  /** Up to when publishers say that their feeds are complete. */
  readonly feeds: HeardFeeds;
  /** The same for the same knowledge, in whatever order and process it came together. */
  stamp(): string;
  /** All versions known, for listing. */
  allAgreements(): Agreement[];
  allRuleSets(): RuleSet[];
  /** Every version heard of, `id@version`, also what is not in force any more. */
  heardRuleSets(): string[];
  applyAgreement(event: AgreementEvent): 'applied' | 'stale';
  applyRuleSet(event: RuleSetEvent): 'applied' | 'stale';
  /** Versions that are not as they were signed, `id@version`: decisions that depend on them are refused. */
  altered(): string[];
  applyKey(event: PartyKeyEvent): 'applied' | 'stale';
  applyMember(event: MemberEvent): 'applied' | 'stale';
  applyLevel(event: RegionEvent, sequence: number): 'applied' | 'stale';
};

/** A value made on demand, again after each change. */
const derived = <T>(make: () => T): { get(): T; forget(): void } => {
  let value: { readonly of: T } | undefined;
  return { get: () => (value ??= { of: make() }).of, forget: () => void (value = undefined) };
};

const keep = <T>(
  into: Map<string, Revised<T>>,
  key: string,
  revision: number,
  value: T,
): 'applied' | 'stale' => {
  const known = into.get(key);
  if (known && known.revision >= revision) return 'stale';
  into.set(key, { revision, value });
  return 'applied';
};

const stampOf = (of: Map<string, Revised<unknown>>): string[] =>
  [...of].map(([key, { revision }]) => `${key}#${revision}`).sort();

const valuesOf = <T>(of: Map<string, Revised<T>>): T[] => [...of.values()].map(({ value }) => value);

/** The path of whoever is no member and lies in none. */
const DEFAULT_PATH: Path = 2;

/** An empty knowledge. The indexes are made when they are asked for, not at each event. */
export const federationKnowledge = (): FederationKnowledge => {
  const agreements = new Map<string, Revised<AgreementEvent>>();
  const ruleSets = new Map<string, Revised<RuleSetEvent>>();
  const seals = sealsOf();
  const levels = new Map<DivisionCode, Revised<LevelEntry>>();
  const paths = new Map<DivisionCode, Revised<Path>>();
  let sequence: number | null = null;
  const allAgreements = (): Agreement[] => valuesOf(agreements).map(({ agreement }) => agreement);
  const inForce = (): RuleSet[] =>
    valuesOf(ruleSets).flatMap(({ state, ruleSet }) => (state === 'in_force' ? ruleSet : []));
  const agreementsIndexed = derived(() => {
    const altered = new Set(
      valuesOf(agreements)
        .filter(seals.isAltered)
        .map(({ agreement }) => agreement),
    );
    return agreementIndex(allAgreements(), (one) => altered.has(one));
  });
  const ruleSetsIndexed = derived(() => {
    const altered = new Set(
      valuesOf(ruleSets)
        .filter(seals.isAltered)
        .map(({ ruleSet }) => ruleSet),
    );
    return ruleSetIndex(new Set([...inForce(), ...altered]), (one) => altered.has(one));
  });
  const levelsIndexed = derived(() =>
    riskLevels(valuesOf(levels), sequence === null ? null : String(sequence)),
  );
  const stamp = derived(() =>
    digestOf([stampOf(agreements), stampOf(ruleSets), stampOf(levels), seals.stamp()]),
  );
  return {
    stamp: stamp.get,
    feeds: heardFeeds(),
    agreements: agreementsIndexed.get,
    ruleSets: ruleSetsIndexed.get,
    levels: levelsIndexed.get,
    pathOf: (division) => ancestry(division).flatMap((one) => paths.get(one)?.value ?? [])[0] ?? DEFAULT_PATH,
    allAgreements,
    allRuleSets: inForce,
    heardRuleSets: () => [...ruleSets.keys()],
    altered: () =>
      [agreements, ruleSets].flatMap((of) =>
        [...of].flatMap(([key, { value }]) => (seals.isAltered(value) ? key : [])),
      ),
    applyAgreement: (event) => {
      agreementsIndexed.forget();
      stamp.forget();
      const { id, version } = event.agreement;
      return keep(agreements, `${id}@${version}`, event.revision, event);
    },
    applyRuleSet: (event) => {
      ruleSetsIndexed.forget();
      stamp.forget();
      const { id, version } = event.ruleSet;
      return keep(ruleSets, `${id}@${version}`, event.revision, event);
    },
    applyKey: (event) => {
      agreementsIndexed.forget();
      ruleSetsIndexed.forget();
      stamp.forget();
      return seals.applyKey(event);
    },
    applyMember: ({ division, path, version }) => keep(paths, division, version, path),
    applyLevel: ({ division, level, version }, at) => {
      levelsIndexed.forget();
      stamp.forget();
      sequence = Math.max(sequence ?? 0, at);
      return keep(levels, division, version, { division, level });
    },
  };
};
