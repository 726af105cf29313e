import { readFileSync } from 'node:fs';
import { REASON_KINDS, chinaTime, allIssuers } from '@huren/standard';
import type { HealthCodeRecord, Reason } from '@huren/standard';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileDialect, allDialects, dialectOf } from './registry.ts';
import { meaningsOf, recognisePresented } from './presented.ts';
import { contextOf, golden, refOf } from './testing/golden.ts';
import type { Golden } from './testing/golden.ts';

const subject = '0123456789abcdefghjkmnpqrstvwxyz';
const at = '2020-03-16T09:00:00+08:00';

const named = allDialects().map((dialect) => ({
  dialect,
  title: `${dialect.document.issuer} ${dialect.document.scheme}`,
}));

const reason = (issuer: string): fc.Arbitrary<Reason> =>
  fc
    .oneof(
      ...[
        'contact.close',
        'contact.secondary',
        'case.confirmed',
        'declaration.missing',
        'case.recovered',
      ].map((kind) => fc.constant({ kind })),
      fc.constantFrom(
        { kind: 'exposure.area', division: '420100', level: 'high' },
        { kind: 'exposure.area', division: '110106', level: 'medium' },
      ),
      fc.constantFrom({ kind: 'exposure.abroad', country: 'ITA' }, { kind: 'temperature', tenths: 379 }),
      fc.constantFrom(
        { kind: 'symptom', symptoms: ['fever'] },
        { kind: 'symptom', symptoms: ['cough', 'other'] },
      ),
      fc.constantFrom(
        { kind: 'test.nucleic', result: 'negative' },
        { kind: 'isolation', status: 'completed' },
      ),
    )
    .map((given) => ({ issuer, evidence: 'unstated', observedAt: at, ...given }) as Reason);

const recordOf = (
  issuer: string,
  scheme: Golden['scheme'],
  colours: readonly string[],
): fc.Arbitrary<HealthCodeRecord> =>
  fc
    .record({
      colour: fc.constantFrom(...colours),
      reasons: fc.uniqueArray(reason(issuer), { maxLength: 3, selector: ({ kind }) => kind }),
      covers: fc.subarray([...REASON_KINDS]),
      days: fc.integer({ min: 1, max: 60 }),
    })
    .map(({ colour, reasons, covers, days }) => ({
      standard: '1.0',
      codeRef: refOf(issuer),
      issuer,
      scheme,
      subject,
      colour,
      covers,
      reasons,
      issuedAt: at,
      validUntil: chinaTime(new Date(Date.parse(at) + days * 86_400_000)),
      version: Date.parse(at) / 1000,
    })) as fc.Arbitrary<HealthCodeRecord>;

describe.each(golden)('golden records of $issuer $scheme', ({ issuer, scheme, golden: records, broken }) => {
  const dialect = dialectOf(issuer as never, scheme);

  it('read as they did', () => {
    expect(records.length).toBeGreaterThanOrEqual(3);
    for (const { raw, outcome } of records) expect(dialect?.read(raw, contextOf(issuer))).toEqual(outcome);
  });

  it('broken, are refused with the very error', () => {
    expect(broken.length).toBeGreaterThanOrEqual(5);
    for (const { raw, errors, what } of broken)
      expect({ what, outcome: dialect?.read(raw, contextOf(issuer)) }).toEqual({
        what,
        outcome: { ok: false, errors },
      });
  });
});

describe.each(named)('the dialect of $title', ({ dialect }) => {
  const { issuer, scheme, colour } = dialect.document;
  const context = contextOf(issuer);

  it('gives a record back but for exactly what it says was lost', () => {
    fc.assert(
      fc.property(recordOf(issuer, scheme, Object.values(colour.codes)), (record) => {
        const { raw, lost } = dialect.render(record);
        const back = dialect.read(raw, context);
        if (!back.ok || back.kind !== 'record') throw new Error('not a record');
        const pointers = lost.map(({ pointer }) => pointer);
        for (const field of ['colour', 'issuedAt', 'validUntil', 'version', 'scheme'] as const) {
          expect(record[field] === back.record[field] || pointers.includes(`/${field}`)).toBe(true);
        }
        record.reasons?.forEach((one, place) => {
          const isKept = back.record.reasons?.some(
            (other) => JSON.stringify(sorted(other)) === JSON.stringify(sorted(one)),
          );
          expect(
            isKept ||
              pointers.some((pointer) => pointer === '/reasons' || pointer.startsWith(`/reasons/${place}`)),
          ).toBe(true);
        });
        expect(
          record.covers.every((kind) => back.record.covers.includes(kind)) || pointers.includes('/covers'),
        ).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('reads what it rendered of what it read as the same record', () => {
    fc.assert(
      fc.property(recordOf(issuer, scheme, Object.values(colour.codes)), (record) => {
        const first = dialect.read(dialect.render(record).raw, context);
        if (!first.ok || first.kind !== 'record') throw new Error('not a record');
        expect(dialect.read(dialect.render(first.record).raw, context)).toEqual(first);
      }),
      { numRuns: 60 },
    );
  });

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (given) => expect(dialect.read(given, context)).toHaveProperty('ok')),
      { numRuns: 60 },
    );
  });
});

const sorted = (given: Reason): unknown => Object.entries(given).sort(([a], [b]) => (a < b ? -1 : 1));

describe('all dialects', () => {
  it('there is one for each issuer and scheme, and 余杭绿码, 杭州健康码 and 浙江健康码国际版', () => {
    expect(allDialects()).toHaveLength(36);
    for (const { code, schemes } of allIssuers())
      for (const scheme of schemes) expect(dialectOf(code, scheme)).toBeDefined();
  });

  it('at least ten differ in structure, not only in names and codes', () => {
    const signatures = new Set(
      allDialects().map(({ document: { shape, colour, reasons, validUntil, reference } }) =>
        JSON.stringify([
          shape.as,
          reference.split('.').length,
          colour.path.split('.').length,
          colour.each !== undefined,
          'path' in validUntil,
          Object.keys(colour.results).length > 0,
          reasons?.map((one) => one.as) ?? 'bare',
        ]),
      ),
    );
    expect(signatures.size).toBeGreaterThanOrEqual(10);
  });

  it('a result of an encoding is never a colour', () => {
    const alibaba = dialectOf('330100', 'domestic');
    const raw = { bizNo: 'A1', subject, gmtModified: 1584320400000, gmtExpire: 1585530000000 };
    const resultOf = (status: string) => alibaba?.read({ ...raw, status }, contextOf('330100'));
    expect(resultOf('4')).toMatchObject({ ok: true, kind: 'result', result: 'expired' });
    expect(resultOf('5')).toMatchObject({ kind: 'result', result: 'not_found' });
    expect(resultOf('6')).toMatchObject({ kind: 'result', result: 'verification_failed' });
    expect(resultOf('7')).toMatchObject({ kind: 'result', result: 'unavailable' });
    expect(resultOf('3')).toMatchObject({ kind: 'record', record: { colour: 'red' } });
  });

  it('a red that no stated reason explains is a bare colour', () => {
    const shandong = dialectOf('370000', 'domestic');
    const green = shandong?.render({
      standard: '1.0',
      codeRef: refOf('370000'),
      issuer: '370000',
      scheme: 'domestic',
      subject,
      colour: 'red',
      covers: [],
      reasons: [],
      issuedAt: at,
      validUntil: '2020-03-30T09:00:00+08:00',
      version: 1,
    });
    const back = shandong?.read(green?.raw, contextOf('370000'));
    expect(back).toMatchObject({ ok: true, kind: 'record', record: { colour: 'red' } });
    expect(back?.ok && back.kind === 'record' && back.record.reasons).toBeUndefined();
  });

  it('Hebei reads one entry for each reporting province and takes the strictest', () => {
    const [first] = golden
      .filter(({ issuer }) => issuer === '130000')
      .flatMap(({ golden: records }) => records);
    const raw = {
      ...(first?.raw as object),
      healthyReport: [{ healthyStaus: '00' }, { healthyStaus: '10' }, { healthyStaus: '20' }],
    };
    expect(dialectOf('130000', 'domestic')?.read(raw, contextOf('130000'))).toMatchObject({
      record: { colour: 'red' },
    });
  });

  it('a document that is no dialect is refused', () => {
    expect(() => compileDialect({ issuer: '130000' })).toThrow();
  });
});

describe('presented strings', () => {
  it("are recognised as one issuer's only", () => {
    expect(recognisePresented('HLJJKK:SAMPLE0001')).toEqual([
      { issuer: '230000', scheme: 'domestic', reference: 'SAMPLE0001' },
    ]);
    expect(recognisePresented('HLJJKK:')).toEqual([]);
    for (const { presented } of patterns) expect(recognisePresented(presented)).toHaveLength(1);
  });

  it('a bare colour means what the issuer published', () => {
    expect(meaningsOf('420000', 'domestic', 'yellow')).toEqual([
      [{ kind: 'contact.close' }],
      [{ kind: 'declaration.missing' }],
    ]);
    expect(meaningsOf('330000', 'international', 'red')).toBeUndefined();
  });
});

const patterns = (
  JSON.parse(readFileSync(new URL('data/presented.json', import.meta.url), 'utf8')) as {
    dialects: { presented: string }[];
  }
).dialects.map(({ presented }) => ({ presented: `${presented.slice(1, presented.indexOf(':'))}:ABCDEFGH` }));
