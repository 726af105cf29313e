import type { VerifyingKey } from '@huren/crypto';
import type { AgreementEvent, PartyKeyEvent, RuleSetEvent } from '@huren/events';
import { agreementIndex, ruleSetIndex } from '@huren/recognition';
import type { Agreement, AgreementIndex, RuleSet, RuleSetIndex } from '@huren/recognition';
import { sealsOf } from './altered.ts';
import { checkKeySeal } from './key-seal.ts';
import { derived, keep, stampOf, valuesOf } from './revised.ts';
import type { Revised } from './revised.ts';
import { isUnread, unreadKids } from './unread.ts';
import type { Unread } from './unread.ts';

/** Agreements and rule sets as the bus brought them, and the keys by which their signatures are checked. */
export type SignedVersions = {
  agreements(): AgreementIndex;
  ruleSets(): RuleSetIndex;
  /** All versions known, for listing. */
  allAgreements(): Agreement[];
  allRuleSets(): RuleSet[];
  /** Every version heard of, `id@version`, also what is not in force any more. */
  heardRuleSets(): string[];
  /** The highest revision heard of a version, `id@version`; 0: none. */
  revisionOf(kind: 'agreement' | 'rule_set', version: string): number;
  /** Versions that cannot be shown to be as they were last signed, `id@version`: decisions that depend on them are refused. */
  altered(): string[];
  applyAgreement(event: AgreementEvent): 'applied' | 'stale';
  applyRuleSet(event: RuleSetEvent): 'applied' | 'stale';
  /** @throws ForeignSeal where the registrar has not sealed it: then nothing changes */
  applyKey(event: PartyKeyEvent): 'applied' | 'stale';
};

/**
 * None yet.
 * @param registrar the key on whose word those of the parties are believed
 * @param onChange called before each change, but of what is unread
 */
export const signedVersions = (
  registrar: VerifyingKey,
  onChange: () => void,
  unread: Unread,
): SignedVersions & { stamps(): string[][] } => {
  const agreements = new Map<string, Revised<AgreementEvent>>();
  const ruleSets = new Map<string, Revised<RuleSetEvent>>();
  const seals = sealsOf(() => unreadKids(unread));
  const isAltered = (event: AgreementEvent | RuleSetEvent): boolean =>
    isUnread(unread, event) || seals.isAltered(event);
  const alteredIn = <E extends AgreementEvent | RuleSetEvent>(of: Map<string, Revised<E>>): E[] =>
    valuesOf(of).filter(isAltered);
  const allAgreements = (): Agreement[] => valuesOf(agreements).map(({ agreement }) => agreement);
  const inForce = (): RuleSet[] =>
    valuesOf(ruleSets).flatMap(({ state, ruleSet }) => (state === 'in_force' ? ruleSet : []));
  const agreementsIndexed = derived(() => {
    const altered = new Set(alteredIn(agreements).map(({ agreement }) => agreement));
    return agreementIndex(allAgreements(), (one) => altered.has(one));
  }, unread);
  const ruleSetsIndexed = derived(() => {
    const altered = new Set(alteredIn(ruleSets).map(({ ruleSet }) => ruleSet));
    return ruleSetIndex(new Set([...inForce(), ...altered]), (one) => altered.has(one));
  }, unread);
  const changing = (...indexes: readonly { forget(): void }[]): void => {
    for (const index of indexes) index.forget();
    onChange();
  };
  return {
    agreements: agreementsIndexed.get,
    ruleSets: ruleSetsIndexed.get,
    allAgreements,
    allRuleSets: inForce,
    heardRuleSets: () => [...ruleSets.keys()],
    revisionOf: (kind, version) => (kind === 'agreement' ? agreements : ruleSets).get(version)?.revision ?? 0,
    altered: () =>
      [agreements, ruleSets].flatMap((of) =>
        [...of].flatMap(([key, { value }]) => (isAltered(value) ? key : [])),
      ),
    stamps: () => [stampOf(agreements), stampOf(ruleSets), seals.stamp()],
    applyAgreement: (event) => {
      changing(agreementsIndexed);
      const { id, version } = event.agreement;
      return keep(agreements, `${id}@${version}`, event.revision, event);
    },
    applyRuleSet: (event) => {
      changing(ruleSetsIndexed);
      const { id, version } = event.ruleSet;
      return keep(ruleSets, `${id}@${version}`, event.revision, event);
    },
    applyKey: (event) => {
      checkKeySeal(event, registrar);
      changing(agreementsIndexed, ruleSetsIndexed);
      return seals.applyKey(event);
    },
  };
};
