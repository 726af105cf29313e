import { DAY_MS, PALETTES, REASON_KINDS, RISK_LEVELS, SYMPTOMS, chinaTime } from '@huren/standard';
import type { CodeRef, HealthCodeRecord, IssuerCode, Reason, Scheme } from '@huren/standard';
import fc from 'fast-check';

const START = Date.parse('2020-03-16T09:00:00+08:00');
const times = fc
  .integer({ min: -30 * 24, max: 0 })
  .map((hours) => chinaTime(new Date(START + hours * 3_600_000)));
const places = fc.constantFrom('420100', '420000', '420106', '110106', '000000', '130100');

const of = (kind: string, fields: Record<string, fc.Arbitrary<unknown>> = {}) =>
  fc.record({ kind: fc.constant(kind), ...fields });
const cases = ['confirmed', 'suspected', 'asymptomatic', 'recovered'].map((one) => `case.${one}`);

/** A reason of any kind, with the fields of its kind. */
const anyKind = fc.oneof(
  ...[...cases, 'contact.close', 'contact.secondary', 'declaration.missing'].map((kind) => of(kind)),
  of('contact.close', { division: places }),
  of('exposure.area', { division: places, level: fc.constantFrom(...RISK_LEVELS) }),
  of('exposure.abroad', { country: fc.constantFrom('ITA', 'ZZZ', 'IRN') }),
  of('symptom', { symptoms: fc.subarray([...SYMPTOMS], { minLength: 1 }) }),
  of('temperature', { tenths: fc.integer({ min: 350, max: 420 }) }),
  of('test.nucleic', { result: fc.constantFrom('negative', 'positive') }),
  of('isolation', { status: fc.constantFrom('ordered', 'in_progress', 'completed') }),
  of('manual', {
    grounds: fc.constant('quarantine_order'),
    approvedBy: fc.constant(['a', 'b']),
    expiresAt: fc.constant(chinaTime(new Date(START + DAY_MS))),
  }),
);

const reasons: fc.Arbitrary<Reason[]> = fc.array(
  fc
    .tuple(anyKind, times, fc.constantFrom('420000', '310000'), fc.constantFrom('unstated', 'declaration'))
    .map(
      ([given, observedAt, issuer, evidence]) =>
        ({ issuer, evidence, observedAt, ...given }) as unknown as Reason,
    ),
  { maxLength: 5 },
);

/** Records of an issuer's scheme: any colour of it, any reasons, or bare, and any kinds covered. */
export const recordsOf = (issuer: IssuerCode, scheme: Scheme): fc.Arbitrary<HealthCodeRecord> =>
  fc
    .record({
      colour: fc.constantFrom(...PALETTES[scheme]),
      reasons: fc.option(reasons, { nil: undefined, freq: 9 }),
      covers: fc.subarray([...REASON_KINDS]),
      seconds: fc.nat(60),
      days: fc.integer({ min: 1, max: 60 }),
    })
    .map(({ seconds, days, reasons: stated, ...rest }) => ({
      standard: '1.0',
      codeRef: `${issuer}.00000000000000000000000000` as CodeRef,
      issuer,
      scheme,
      subject: '0123456789abcdefghjkmnpqrstvwxyz',
      ...rest,
      ...(stated ? { reasons: stated } : {}),
      issuedAt: chinaTime(new Date(START + seconds * 1000)),
      validUntil: chinaTime(new Date(START + seconds * 1000 + days * DAY_MS)),
      version: START / 1000 + seconds,
    }));
