import { dialectOf, meaningsOf } from '@huren/dialects';
import type { Loss } from '@huren/dialects';
import { decide } from '@huren/recognition';
import type { Agreement, ChosenClause, Decision } from '@huren/recognition';
import { NATIONAL_PLATFORM, provinceOf } from '@huren/standard';
import type { DivisionCode, HealthCodeRecord, IssuerCode } from '@huren/standard';
import type { FederationKnowledge } from '@huren/platform';

/** A code as the destination writes it: its own dialect, and what that could not carry. */
export type Translated = {
  readonly national: HealthCodeRecord;
  readonly destination: {
    readonly issuer: IssuerCode;
    readonly raw: unknown;
    readonly lost: readonly Loss[];
  };
};

const FROM = '2020-02-07T00:00:00+08:00';

/** Conversion goes through the national record, never pair by pair: everybody's code may become one. */
const conversion = (issuer: IssuerCode): ChosenClause => {
  const clause = {
    id: 'convert',
    from: [issuer],
    destination: NATIONAL_PLATFORM,
    modes: ['converting' as const],
    validFrom: FROM,
    validTo: null,
    whenStale: 'unavailable' as const,
  };
  const agreement: Agreement = {
    id: 'national-conversion',
    version: 1,
    title: { 'zh-CN': '经全国码转码', en: 'Conversion through the national code' },
    parties: [NATIONAL_PLATFORM],
    state: 'in_force',
    validFrom: FROM,
    validTo: null,
    clauses: [clause],
    basis: '国家卫生健康委新闻发布会, 2020-03-21: the second path',
  };
  return { agreement, clause, suspended: false, altered: false };
};

/** The same reasons, coloured by the national rules. */
const nationalRecord = (
  record: HealthCodeRecord,
  decision: Decision,
  knowledge: FederationKnowledge,
): HealthCodeRecord => {
  const { subject: _subject, codeRef: _ref, standard: _standard, ...shown } = record;
  const question = {
    decisionId: decision.decisionId,
    at: decision.at,
    destination: NATIONAL_PLATFORM,
    purpose: decision.purpose,
    mode: 'converting' as const,
    presented: {
      kind: 'record' as const,
      record: shown,
      verified: 'issuer' as const,
      observedAt: decision.at,
      ageSeconds: 0,
    },
  };
  const national = decide(question, {
    agreements: { choose: () => conversion(record.issuer), nextChoice: () => undefined },
    ruleSets: knowledge.ruleSets(),
    levels: knowledge.levels(),
    riskAgeSeconds: 0,
    pathOf: () => 2,
    meanings: meaningsOf,
  });
  return { ...record, scheme: 'national', colour: national.colour ?? 'red' };
};

/**
 * Translates a recognised code: reasons stay, the national rules give the national record's colour, the
 * destination's decision gives the colour of its own record.
 * @param shown the record as the destination may know it: the holder and the code under names of its own
 */
export const translate = (
  shown: HealthCodeRecord,
  decision: Decision,
  destination: DivisionCode,
  knowledge: FederationKnowledge,
): Translated => {
  const issuer = provinceOf(destination);
  const dialect = dialectOf(issuer, issuer === NATIONAL_PLATFORM ? 'national' : 'domestic');
  const own: HealthCodeRecord = { ...shown, scheme: 'domestic', colour: decision.colour ?? 'red' };
  const rendered = dialect?.render(own) ?? {
    raw: null,
    lost: [{ pointer: '', reason: 'the destination has no dialect' }],
  };
  return { national: nationalRecord(shown, decision, knowledge), destination: { issuer, ...rendered } };
};
