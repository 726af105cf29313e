import { agreementIndex, riskLevels, ruleSetIndex } from '@huren/recognition';
import type {
  Agreement,
  Knowledge,
  LevelEntry,
  PresentedRecord,
  Question,
  RuleSet,
  RuleSetIndex,
} from '@huren/recognition';
import { foundingAgreements, foundingRuleSets } from '@huren/recognition';
import { REASON_KINDS, chinaTime } from '@huren/standard';
import type { DivisionCode, Reason } from '@huren/standard';
import fc from 'fast-check';
import { AT } from './records.ts';
import { versions } from './agreements.ts';

/** Rule sets of the places that are asked about. */
const RULE_SETS = foundingRuleSets.filter(({ destination }) => /^(44|33)/.test(destination));

const COUNTIES: readonly DivisionCode[] = ['420102', '420106', '110106'];
const LEVELS = ['low', 'medium', 'high'] as const;

const ago = (hours: number): string => chinaTime(new Date(AT.getTime() - hours * 3_600_000));
const common = { issuer: '420000', evidence: 'declaration' } as const;

const reason: fc.Arbitrary<Reason> = fc.integer({ min: 0, max: 480 }).chain((hours) => {
  const stated = { ...common, observedAt: ago(hours) };
  return fc.oneof(
    fc.constant({ kind: 'contact.close' as const, ...stated }),
    fc.constant({ kind: 'symptom' as const, ...stated, symptoms: ['fever'] as 'fever'[] }),
    fc.record({
      kind: fc.constant('exposure.area' as const),
      issuer: fc.constant(stated.issuer),
      evidence: fc.constant(stated.evidence),
      observedAt: fc.constant(stated.observedAt),
      division: fc.constantFrom(...COUNTIES),
      level: fc.constantFrom(...LEVELS),
    }),
  );
});

const record: fc.Arbitrary<PresentedRecord> = fc.record({
  issuer: fc.constantFrom<DivisionCode>('420000', '420000', '330000', '330110', '410000'),
  scheme: fc.constantFrom('domestic' as const, 'domestic' as const, 'international' as const),
  colour: fc.constantFrom('green' as const, 'yellow' as const),
  covers: fc.constant([...REASON_KINDS]),
  reasons: fc.option(fc.array(reason, { maxLength: 2 }), { nil: undefined, freq: 4 }),
  issuedAt: fc.constant(ago(24 * 20)),
  validUntil: fc.constantFrom(ago(-240), ago(-240), ago(-240), ago(1)),
  version: fc.constant(1),
});

export const question: fc.Arbitrary<Question> = fc
  .record({
    record,
    destination: fc.constantFrom<DivisionCode>('440111', '440111', '440106', '330106'),
    purpose: fc.constantFrom('entry' as const, 'work' as const),
    mode: fc.constantFrom('showing' as const, 'converting' as const),
    ageSeconds: fc.constantFrom(3, 1200),
    isShown: fc.nat({ max: 9 }),
  })
  .map(({ record: shown, ageSeconds, isShown, ...asked }) => ({
    ...asked,
    decisionId: 'd1',
    at: chinaTime(AT),
    presented:
      isShown === 0
        ? { kind: 'failed', result: 'not_found' }
        : { kind: 'record', record: shown, verified: 'mac', observedAt: chinaTime(AT), ageSeconds },
  }));

export type World = {
  readonly agreements: readonly Agreement[];
  readonly ruleSets: readonly RuleSet[];
  readonly levels: readonly LevelEntry[];
};

/** The rule sets that a world may have. */
const SELECTIONS = [0, 1, 2, 3].map((without) => RULE_SETS.filter((_, at) => at % 4 !== without));

const indexes = new WeakMap<readonly RuleSet[], RuleSetIndex>();

/** To compile the rules takes longer than all that is asked of them: once for each selection. */
export const rulesOf = (ruleSets: readonly RuleSet[]): RuleSetIndex => {
  const known = indexes.get(ruleSets) ?? ruleSetIndex(ruleSets);
  indexes.set(ruleSets, known);
  return known;
};

/** What is known at `AT`: the agreements and rule sets of March 2020, another agreement, and some levels. */
export const world: fc.Arbitrary<World> = fc
  .tuple(versions, fc.array(fc.constantFrom(...LEVELS), { maxLength: 2 }), fc.constantFrom(...SELECTIONS))
  .map(([[first], levels, ruleSets]) => ({
    agreements: [...foundingAgreements, { ...first, parties: ['440111'] }],
    ruleSets,
    levels: levels.map((level, at) => ({ division: COUNTIES[at] as DivisionCode, level })),
  }));

export const knowledgeOfWorld = ({ agreements, ruleSets, levels }: World): Knowledge => ({
  agreements: agreementIndex(agreements),
  ruleSets: rulesOf(ruleSets),
  levels: riskLevels(levels, '7'),
  riskAgeSeconds: 0,
  pathOf: () => 2,
  meanings: (issuer) => (issuer === '410000' ? [[{ kind: 'exposure.area' }], []] : undefined),
});

const changedRules = (given: RuleSet): fc.Arbitrary<RuleSet> =>
  fc.tuple(fc.nat({ max: given.rules.length - 1 }), fc.boolean()).map(([at, isGone]) => ({
    ...given,
    version: 9,
    unrecognised: { measure: 'home_isolation', days: 7 },
    rules: isGone
      ? given.rules.filter((_, place) => place !== at)
      : given.rules.map((rule, place) =>
          place === at ? { ...rule, then: { ...rule.then, measure: 'medical_referral' } } : rule,
        ),
  }));

/** Drafts that begin after `AT`. */
export const drafted = {
  agreement: fc.oneof(
    versions.map(([, second]) => second),
    versions.map(([first]): Agreement => ({ ...first, id: 'another' })),
    fc.constantFrom(...foundingAgreements).map(({ clauses, ...agreement }): Agreement => ({
      ...agreement,
      version: agreement.version + 1,
      clauses: clauses.filter((_, at) => at % 2 === 0),
    })),
    versions.map(([, second]): Agreement => ({ ...second, state: 'suspended', suspendedBy: '440000' })),
  ),
  ruleSet: fc.constantFrom(...RULE_SETS).chain(changedRules),
  levels: fc.array(fc.record({ division: fc.constantFrom(...COUNTIES), level: fc.constantFrom(...LEVELS) }), {
    maxLength: 2,
  }),
};
