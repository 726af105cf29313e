import { factsOf, riskLevels } from '@huren/recognition';
import type { Assessed, FactContext, Facts } from '@huren/recognition';
import { HOUR_MS, REASON_KINDS, chinaTime } from '@huren/standard';
import type { DivisionCode, Reason, ReasonKind } from '@huren/standard';

export const AT = new Date('2020-03-20T09:00:00+08:00');
/** The day after: from it on, or until it, a rule with dates holds. */
export const LATER = new Date(AT.getTime() + 24 * HOUR_MS);
/** Hours on either side of what rules compare with: the more facts they read together, the fewer ages they tell apart. */
const AGES: Readonly<Record<number, readonly number[]>> = {
  1: [0, 1, 2, 20, 21, 24, 25, 26, 48],
  2: [0, 1, 2, 24],
  3: [0, 24],
};
/** A normal temperature, the one with which rules compare, and one above it. */
const TENTHS = [366, 373, 374];

const FIELDS: Readonly<Record<string, object>> = {
  'exposure.area.medium': { kind: 'exposure.area', division: '420102', level: 'medium' },
  'exposure.area.high': { kind: 'exposure.area', division: '420106', level: 'high' },
  'exposure.abroad': { kind: 'exposure.abroad', country: 'ITA' },
  'symptom.fever': { kind: 'symptom', symptoms: ['fever'] },
  'test.nucleic.negative': { kind: 'test.nucleic', result: 'negative' },
  'isolation.completed': { kind: 'isolation', status: 'completed' },
};

const reasonsOf = (name: string, hours: number, at: Date): Reason[] => {
  const common = {
    issuer: '420000',
    evidence: 'declaration',
    observedAt: chinaTime(new Date(at.getTime() - hours * HOUR_MS)),
  } as const;
  if (name === 'temperature') return TENTHS.map((tenths) => ({ ...common, kind: 'temperature', tenths }));
  return [{ ...common, ...(FIELDS[name] ?? { kind: name }) } as unknown as Reason];
};

const product = <T>(lists: readonly (readonly T[])[]): T[][] =>
  lists.reduce<T[][]>((all, list) => all.flatMap((each) => list.map((item) => [...each, item])), [[]]);

const recordsOf = (names: readonly string[], at: Date): Assessed[] => {
  const stated = product<Reason | undefined>(
    names.map((name) => [
      undefined,
      ...(AGES[names.length] ?? []).flatMap((hours) => reasonsOf(name, hours, at)),
    ]),
  );
  const kinds = [...new Set(names.flatMap((name) => reasonsOf(name, 0, at).map(({ kind }) => kind)))];
  const unlooked = product<ReasonKind | undefined>(kinds.map((kind) => [undefined, kind]));
  return product<unknown>([stated, unlooked]).map(([reasons, missing]) => ({
    issuer: '330000',
    scheme: 'domestic',
    colour: 'green',
    covers: REASON_KINDS.filter((kind) => !(missing as (ReasonKind | undefined)[]).includes(kind)),
    reasons: (reasons as (Reason | undefined)[]).filter((reason) => reason !== undefined),
  }));
};

/** Somebody, and how far they are from the plainest: what is stated of them, unknown, or only a colour. */
export type Somebody = { readonly facts: Facts; readonly said: number };

type Asked = { readonly record: Assessed; readonly context: FactContext; readonly isBare: boolean };

const somebody = ({ record, context, isBare }: Asked): Somebody => {
  const { document, ...facts } = factsOf(record, context);
  const uncovered = REASON_KINDS.length - (record.covers?.length ?? 0);
  const said = facts.latest.size + uncovered + Number(document.facts.temperature.tenths > 0) + Number(isBare);
  return {
    facts: { ...facts, document: { ...document, source: { ...document.source, bareColour: isBare } } },
    said,
  };
};

const goingTo = (place: DivisionCode) => (asked: Asked) => ({
  ...asked,
  context: { ...asked.context, destination: place },
});

const from = (issuer: DivisionCode) => (asked: Asked) => ({ ...asked, record: { ...asked.record, issuer } });

/** What rules may read beside what happened, and the same people where it is otherwise. */
const OTHERWISE = {
  purpose: (asked) => ({ ...asked, context: { ...asked.context, purpose: 'work' } }),
  bareColour: (asked) => ({ ...asked, isBare: true }),
  scheme: (asked) => ({ ...asked, record: { ...asked.record, scheme: 'international' } }),
  colour: (asked) => ({ ...asked, record: { ...asked.record, colour: 'yellow' } }),
  fromIssuer: from('420000'),
  fromProvince: from('420100'),
  inDistrict: goingTo('440111'),
  inProvinceItself: goingTo('440106'),
  inProvince: goingTo('440112'),
} as const satisfies Record<string, (asked: Asked) => Asked>;
export type Circumstance = keyof typeof OTHERWISE;
export const CIRCUMSTANCES = Object.keys(OTHERWISE) as Circumstance[];

const inEach = (also: readonly Circumstance[], asked: Asked): Somebody[] =>
  also
    .reduce<Asked[]>((all, one) => all.flatMap((each) => [each, OTHERWISE[one](each)]), [asked])
    .map(somebody);

const remembered = new Map<string, Somebody[]>();

/**
 * Everybody with one reason at most of each name, at every age that matters, looked into or not, and of each the same in
 * other circumstances.
 */
export const everybody = (
  names: readonly string[],
  also: readonly Circumstance[],
  at: Date,
): readonly Somebody[] => {
  const key = [...names, ...also, at.getTime()].join();
  const context = { destination: '440000', purpose: 'entry', levels: riskLevels([], '1'), at } as const;
  const known =
    remembered.get(key) ??
    recordsOf(names, at).flatMap((record) => inEach(also, { record, context, isBare: false }));
  if (names.length < 3) remembered.set(key, known);
  return known;
};
