import { REASON_KINDS, chinaTime } from '@huren/standard';
import type { DivisionCode, Reason, ReasonKind } from '@huren/standard';
import fc from 'fast-check';
import { foundingAgreements, foundingRuleSets } from '../founding.ts';
import type { Agreement } from '../model/agreement.ts';
import type { Knowledge } from '../knowledge.ts';
import type { PresentedRecord, Question } from '../question.ts';
import { riskLevels } from '../risk-levels.ts';
import type { LevelEntry } from '../risk-levels.ts';
import { ruleSetIndex } from '../rule-set-index.ts';
import { agreementIndex } from '../select-clause.ts';
import { once } from './once.ts';

export const AT = new Date('2020-03-25T09:00:00+08:00');
/** Risk levels as a decision is given them. */
export type Levels = readonly LevelEntry[];
export const COUNTIES: DivisionCode[] = ['420102', '420106', '110106', '330106'];

const daysBefore = fc
  .integer({ min: 0, max: 30 * 24 })
  .map((hours) => chinaTime(new Date(AT.getTime() - hours * 3_600_000)));
const common = {
  issuer: fc.constant<DivisionCode>('420000'),
  evidence: fc.constant('declaration' as const),
  observedAt: daysBefore,
};
const ending = {
  expiresAt: fc.constantFrom('2020-03-24T09:00:00+08:00', '2020-03-30T09:30:00+08:00'),
};
const of = <K extends ReasonKind>(kind: K, extra: Record<string, fc.Arbitrary<unknown>> = {}) =>
  fc.record(
    { kind: fc.constant(kind), ...common, ...ending, ...extra },
    { requiredKeys: ['kind', ...Object.keys(common), ...Object.keys(extra)] as never },
  ) as unknown as fc.Arbitrary<Reason>;

export const adverseReason: fc.Arbitrary<Reason> = fc.oneof(
  of('case.confirmed'),
  of('case.suspected'),
  of('case.asymptomatic'),
  of('case.recovered'),
  of('contact.close'),
  of('contact.secondary'),
  of('exposure.area', {
    division: fc.constantFrom(...COUNTIES),
    level: fc.constantFrom('low', 'medium', 'high'),
  }),
  of('exposure.abroad', { country: fc.constantFrom('ITA', 'KOR') }),
  of('symptom', { symptoms: fc.subarray(['fever', 'cough', 'other'], { minLength: 1 }) }),
  of('temperature', { tenths: fc.integer({ min: 360, max: 400 }) }),
  of('test.nucleic', { result: fc.constant('positive') }),
  of('isolation', { status: fc.constantFrom('ordered', 'in_progress') }),
  of('declaration.missing'),
  of('manual', {
    expiresAt: fc.constantFrom('2020-03-20T09:00:00+08:00', '2020-04-02T10:30:00+08:00'),
    grounds: fc.constant('court_order'),
    approvedBy: fc.constant(['a', 'b']),
  }),
);

export const reliefReason: fc.Arbitrary<Reason> = fc.oneof(
  of('test.nucleic', { result: fc.constant('negative') }),
  of('isolation', { status: fc.constant('completed') }),
);

export const record: fc.Arbitrary<PresentedRecord> = fc.record({
  issuer: fc.constantFrom<DivisionCode>('420000', '410000', '330000', '230000'),
  scheme: fc.constant('domestic' as const),
  colour: fc.constantFrom('green' as const, 'yellow' as const, 'red' as const),
  covers: fc.oneof(fc.constant<ReasonKind[]>([...REASON_KINDS]), fc.subarray<ReasonKind>([...REASON_KINDS])),
  reasons: fc.array(
    fc.oneof({ weight: 4, arbitrary: adverseReason }, { weight: 1, arbitrary: reliefReason }),
    { maxLength: 4 },
  ),
  issuedAt: fc.constant('2020-03-10T09:00:00+08:00'),
  validUntil: fc.constant('2020-04-10T09:00:00+08:00'),
  version: fc.constant(1),
});

/** A colour that came without reasons. */
export const bareRecord: fc.Arbitrary<PresentedRecord> = record.map((full) => ({
  ...full,
  reasons: undefined,
}));

export const destination = fc.constantFrom<DivisionCode>(
  '420000',
  '410000',
  '330000',
  '330106',
  '440111',
  '370600',
  '440106',
  '110000',
);

export const levelEntries: fc.Arbitrary<LevelEntry[]> = fc
  .array(fc.constantFrom('low' as const, 'medium' as const, 'high' as const), {
    minLength: COUNTIES.length,
    maxLength: COUNTIES.length,
  })
  .map((levels) => COUNTIES.map((division, at) => ({ division, level: levels[at] ?? 'low' })));

/** Everybody recognises everybody, so that the laws look at colouring and not at clauses. */
export const everybody: Agreement = {
  id: 'everybody',
  version: 1,
  title: { 'zh-CN': '全部互认', en: 'Everybody recognises everybody' },
  parties: ['000000'],
  state: 'in_force',
  validFrom: '2020-01-01T00:00:00+08:00',
  validTo: null,
  basis: 'a test',
  clauses: ['420000', '410000', '330000', '440000', '370000', '110000', '440111'].map((code) => ({
    id: `to-${code}`,
    from: ['420000', '410000', '330000', '230000'] as DivisionCode[],
    destination: code as DivisionCode,
    modes: ['showing' as const, 'converting' as const],
    validFrom: '2020-01-01T00:00:00+08:00',
    validTo: null,
    whenStale: 'unavailable' as const,
  })),
};

const ruleSets = once(() => ruleSetIndex(foundingRuleSets));

export const knowledge = (
  levels: readonly LevelEntry[] = [],
  agreements: readonly Agreement[] = [everybody],
): Knowledge => ({
  agreements: agreementIndex(agreements),
  ruleSets: ruleSets(),
  levels: riskLevels(levels, '7'),
  riskAgeSeconds: 0,
  pathOf: () => 2,
  meanings: (issuer) => (issuer === '410000' ? [[{ kind: 'contact.close' }], []] : undefined),
});

export const founding = (levels: readonly LevelEntry[] = []): Knowledge =>
  knowledge(levels, foundingAgreements);

export const questionOf = (shown: PresentedRecord, to: DivisionCode, at: Date = AT): Question => ({
  decisionId: 'd1',
  at: chinaTime(at),
  destination: to,
  purpose: 'entry',
  mode: 'showing',
  presented: { kind: 'record', record: shown, verified: 'mac', observedAt: chinaTime(at), ageSeconds: 0 },
});
