import { factsOf, riskLevels } from '@huren/recognition';
import type { Assessed, FactContext, Facts } from '@huren/recognition';
import { HOUR_MS, REASON_KINDS, chinaTime } from '@huren/standard';
import type { DivisionCode, Reason, ReasonKind } from '@huren/standard';

export const AT = new Date('2020-03-20T09:00:00+08:00');
/** The day after: from it on, or until it, a rule with dates holds. */
export const LATER = new Date(AT.getTime() + 24 * HOUR_MS);
const AGES = [0, 1, 2, 20, 21, 24, 25, 26, 48];
/** A normal temperature, the one with which rules compare, and one above it. */
const TENTHS = [366, 373, 374];

/** What rules may read beside what happened. */
export const CIRCUMSTANCES = ['purpose', 'bareColour', 'scheme', 'colour'] as const;
export type Circumstance = (typeof CIRCUMSTANCES)[number];

const reasonsOf = (name: string, hours: number, at: Date): Reason[] => {
  const common = {
    issuer: '420000',
    evidence: 'declaration',
    observedAt: chinaTime(new Date(at.getTime() - hours * HOUR_MS)),
  } as const;
  if (name === 'temperature') return TENTHS.map((tenths) => ({ ...common, kind: 'temperature', tenths }));
  return [reasonOf(name, common)];
};

const reasonOf = (name: string, common: Pick<Reason, 'issuer' | 'evidence' | 'observedAt'>): Reason => {
  switch (name) {
    case 'exposure.area.medium':
      return { ...common, kind: 'exposure.area', division: '420102', level: 'medium' };
    case 'exposure.area.high':
      return { ...common, kind: 'exposure.area', division: '420106', level: 'high' };
    case 'symptom.fever':
      return { ...common, kind: 'symptom', symptoms: ['fever'] };
    case 'test.nucleic.negative':
      return { ...common, kind: 'test.nucleic', result: 'negative' };
    case 'isolation.completed':
      return { ...common, kind: 'isolation', status: 'completed' };
    default:
      return { ...common, kind: 'contact.close' };
  }
};

const product = <T>(lists: readonly (readonly T[])[]): T[][] =>
  lists.reduce<T[][]>((all, list) => all.flatMap((each) => list.map((item) => [...each, item])), [[]]);

const recordsOf = (names: readonly string[], at: Date): Assessed[] => {
  const stated = product<Reason | undefined>(
    names.map((name) => [undefined, ...AGES.flatMap((hours) => reasonsOf(name, hours, at))]),
  );
  const kinds = [...new Set(names.flatMap((name) => reasonsOf(name, 0, at).map(({ kind }) => kind)))];
  const unlooked = product<ReasonKind | undefined>(kinds.map((kind) => [undefined, kind]));
  return product<unknown>([['420000', '330000'], stated, unlooked]).map(([issuer, reasons, missing]) => ({
    issuer: issuer as DivisionCode,
    scheme: 'domestic',
    colour: 'green',
    covers: REASON_KINDS.filter((kind) => !(missing as (ReasonKind | undefined)[]).includes(kind)),
    reasons: (reasons as (Reason | undefined)[]).filter((reason) => reason !== undefined),
  }));
};

/** Somebody, and how far they are from the plainest: what is stated of them, unknown, or only a colour. */
export type Somebody = { readonly facts: Facts; readonly said: number };

const somebody = (record: Assessed, context: FactContext, isBare: boolean): Somebody => {
  const { document, ...facts } = factsOf(record, context);
  const uncovered = REASON_KINDS.length - (record.covers?.length ?? 0);
  const said = facts.latest.size + uncovered + Number(document.facts.temperature.tenths > 0) + Number(isBare);
  return {
    facts: { ...facts, document: { ...document, source: { ...document.source, bareColour: isBare } } },
    said,
  };
};

const inBoth = (also: Circumstance | undefined, record: Assessed, at: Date): Somebody[] => {
  const context = { destination: '440000', purpose: 'entry', levels: riskLevels([], '1'), at } as const;
  const plain = somebody(record, context, false);
  switch (also) {
    case 'purpose':
      return [plain, somebody(record, { ...context, purpose: 'work' }, false)];
    case 'bareColour':
      return [plain, somebody(record, context, true)];
    case 'scheme':
      return [plain, somebody({ ...record, scheme: 'international' }, context, false)];
    case 'colour':
      return [plain, somebody({ ...record, colour: 'yellow' }, context, false)];
    default:
      return [plain];
  }
};

const remembered = new Map<string, Somebody[]>();

/**
 * Everybody with one reason at most of each name, at every age that matters, looked into or not, and of each the same in
 * another circumstance.
 */
export const everybody = (
  names: readonly string[],
  also: Circumstance | undefined,
  at: Date,
): readonly Somebody[] => {
  const key = [...names, also, at.getTime()].join();
  const known = remembered.get(key) ?? recordsOf(names, at).flatMap((record) => inBoth(also, record, at));
  remembered.set(key, known);
  return known;
};
