import { isRelief } from '@huren/standard';
import type { HealthCodeRecord, Reason } from '@huren/standard';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { setAt } from './raw.ts';
import type { Raw } from './raw.ts';
import type { Dialect } from './registry.ts';
import { allDialects } from './registry.ts';
import { fromObject, toObject } from './shapes/wire.ts';
import { contextOf, golden } from './testing/golden.ts';
import { recordsOf } from './testing/records.ts';

const RUNS = { numRuns: 40 };

const named = allDialects().map((dialect) => ({
  dialect,
  title: `${dialect.document.issuer} ${dialect.document.scheme}`,
}));

type Fields = Readonly<Record<string, unknown>>;
const TIMES = ['observedAt', 'expiresAt', 'issuedAt', 'validUntil'];
const same = (name: string, a: unknown, b: unknown): boolean =>
  TIMES.includes(name)
    ? Date.parse(String(a)) === Date.parse(String(b))
    : JSON.stringify(a) === JSON.stringify(b);

/** Whether two reasons differ in the fields that were lost, and in no others. */
const differIn = (lost: ReadonlySet<string>, a: Reason, b: Reason): boolean => {
  const [one, other] = [a as unknown as Fields, b as unknown as Fields];
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => same(name, one[name], other[name]) !== lost.has(name));
};

/** Whether each reason has one of its own on the other side that differs from it in just what was lost. */
const areMatched = (
  left: readonly (readonly [Reason, ReadonlySet<string>])[],
  back: readonly Reason[],
): boolean => {
  const [first, ...rest] = left;
  if (!first) return back.length === 0;
  const [reason, lost] = first;
  return back.some(
    (other, at) =>
      differIn(lost, reason, other) &&
      areMatched(
        rest,
        back.filter((_, place) => place !== at),
      ),
  );
};

const roundTrip = ({ document, read, render }: Dialect, record: HealthCodeRecord) => {
  const { raw, lost } = render(record);
  if (raw === null) return { raw, lost, back: undefined };
  const outcome = read(raw, { codeRefOf: () => record.codeRef });
  if (!outcome.ok || outcome.kind !== 'record')
    throw new Error(`${document.issuer} cannot read what it wrote`);
  return { raw, lost, back: outcome.record };
};

/** What was rendered, with another code in the place of the colour's. */
const recoded = ({ document: { shape, colour } }: Dialect, raw: unknown, code: string): unknown => {
  const fields = structuredClone(toObject(shape, raw)) as Raw;
  setAt(fields, colour.path, colour.each === undefined ? code : [{ [colour.each]: code }]);
  if (colour.also !== undefined) setAt(fields, colour.also, code);
  return fromObject(shape, fields);
};

describe.each(named)('the dialect of $title', ({ dialect }) => {
  const { issuer, scheme, colour } = dialect.document;
  const records = recordsOf(issuer, scheme);

  it('gives a record back but for exactly what it says was lost', () => {
    fc.assert(
      fc.property(records, (record) => {
        const { lost, back } = roundTrip(dialect, record);
        if (!back) return expect(lost).toHaveLength(1);
        const pointers = lost.map(({ pointer }) => pointer);
        for (const field of ['colour', 'issuedAt', 'validUntil', 'version', 'scheme'] as const)
          expect([field, same(field, record[field], back[field])]).toEqual([
            field,
            !pointers.includes(`/${field}`),
          ]);
        const kinds = [
          ...record.covers.filter((one) => !back.covers.includes(one)),
          ...back.covers.filter((one) => !record.covers.includes(one)),
        ];
        expect(
          lost.filter(({ pointer }) => pointer === '/covers').map(({ reason }) => reason.split(' ')[1]),
        ).toEqual(kinds);
        expect(pointers.includes('/reasons')).toBe(
          (record.reasons === undefined) !== (back.reasons === undefined),
        );
        if (!back.reasons) return expect(pointers.filter((one) => one.startsWith('/reasons/'))).toEqual([]);
        const left = (record.reasons ?? []).flatMap((reason, at) => {
          const fields = pointers.flatMap((one) => one.split(`/reasons/${at}/`)[1] ?? []);
          return pointers.includes(`/reasons/${at}`) ? [] : [[reason, new Set(fields)] as const];
        });
        return expect(areMatched(left, back.reasons)).toBe(true);
      }),
      RUNS,
    );
  });

  it('renders any record, and nothing becomes milder without being named', () => {
    fc.assert(
      fc.property(records, (record) => {
        const { raw, lost, back } = roundTrip(dialect, record);
        if (!back) return expect([raw, lost.length]).toEqual([null, 1]);
        expect(back.colour).toBe(record.colour);
        const said = lost.map(({ pointer, reason }) => `${pointer} ${reason}`).join('\n');
        for (const kind of back.covers)
          if (!record.covers.includes(kind))
            expect(said).toContain(`/covers that ${kind} was not looked into`);
        const unsaid = (back.reasons ?? []).filter(
          (one) =>
            isRelief(one) && !record.reasons?.some((other) => isRelief(other) && other.kind === one.kind),
        );
        expect(unsaid).toEqual([]);
        return record.reasons?.forEach((reason, at) => {
          const isNamed = said.includes(`/reasons/${at}`) || said.includes('/reasons the');
          const isKept = back.reasons?.some((other) => differIn(new Set(), reason, other)) ?? false;
          expect(isNamed || isKept).toBe(true);
        });
      }),
      RUNS,
    );
  });

  it('reads what it rendered of what it read as the same record', () => {
    fc.assert(
      fc.property(records, (record) => {
        const { back } = roundTrip(dialect, record);
        if (back) expect(roundTrip(dialect, back)).toMatchObject({ back });
      }),
      RUNS,
    );
  });

  it('its results are never colours, whatever else the record says', () => {
    fc.assert(
      fc.property(records, (record) => {
        const { raw } = dialect.render(record);
        fc.pre(raw !== null);
        for (const [code, result] of Object.entries(colour.results))
          expect(dialect.read(recoded(dialect, raw, code), contextOf(issuer))).toMatchObject({
            ok: true,
            kind: 'result',
            result,
          });
        expect(dialect.read(recoded(dialect, raw, 'z'), contextOf(issuer))).toMatchObject({
          ok: false,
          errors: expect.arrayContaining([expect.objectContaining({ code: 'unknown_code' })]),
        });
      }),
      RUNS,
    );
  });

  const raws = golden.flatMap((one) => (one.issuer === issuer && one.scheme === scheme ? one.golden : []));
  const raw = fc.constantFrom(...raws.map((one) => one.raw));

  it('never throws, whatever it is given and whatever stands in a field', () => {
    const altered = fc.tuple(raw, fc.nat(40), fc.jsonValue({ maxDepth: 2 })).map(([given, at, value]) => {
      let count = 0;
      return JSON.parse(JSON.stringify(given), (_, one: unknown) =>
        count++ === at ? value : one,
      ) as unknown;
    });
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), altered), (given) => {
        expect(dialect.read(given, contextOf(issuer))).toHaveProperty('ok');
      }),
      { numRuns: 80 },
    );
  });

  it('refuses a field that it does not have, wherever it stands, and points at it', () => {
    const { as } = dialect.document.shape;
    if (as === 'delimited' || as === 'positional') return;
    const names = fc.stringMatching(/^[a-z]{1,8}$/).map((name) => `zz${name}`);
    fc.assert(
      fc.property(raw, names, fc.nat(8), (given, name, at) => {
        const { changed, pointer } = withField(as, given, name, at);
        const outcome = dialect.read(changed, contextOf(issuer));
        expect(outcome).toMatchObject({ ok: false, errors: [{ pointer, code: 'unknown_field' }] });
      }),
      RUNS,
    );
  });
});

it('the dialects whose encoding has no results, but colours alone, are these', () => {
  const silent = named.filter(({ dialect }) => Object.keys(dialect.document.colour.results).length === 0);
  expect(silent.map(({ dialect }) => dialect.document.issuer).sort()).toEqual([
    '120000',
    '150000',
    '370000',
    '460000',
    '500000',
    '610000',
    '650000',
    '660000',
  ]);
});

/** Objects in a record, each with its pointer. */
const objectsIn = (value: unknown, pointer = ''): [string, Record<string, unknown>][] => {
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.entries(value).flatMap(([name, one]) => objectsIn(one, `${pointer}/${name}`));
  return Array.isArray(value) ? below : [[pointer, value as Record<string, unknown>], ...below];
};

const withField = (as: string, given: unknown, name: string, at: number) => {
  if (as === 'query') return { changed: `${String(given)}&${name}=1`, pointer: `/${name}` };
  if (as === 'tagged')
    return { changed: String(given).replace(/<\/\w+>$/, `<${name}>1</${name}>$&`), pointer: `/${name}` };
  if (as === 'pairs') return { changed: [...(given as unknown[]), { k: name, v: {} }], pointer: `/${name}` };
  const changed = structuredClone(given);
  const objects = objectsIn(changed).filter(([pointer]) => !pointer.startsWith('/ktjc'));
  const [pointer, into] = objects[at % objects.length] as [string, Record<string, unknown>];
  into[name] = {};
  return { changed, pointer: `${pointer}/${name}` };
};
