import { factsOf, riskLevels } from '@huren/recognition';
import type { Assessed, Facts } from '@huren/recognition';
import { HOUR_MS, REASON_KINDS, chinaTime } from '@huren/standard';
import type { DivisionCode, Reason, ReasonKind } from '@huren/standard';

export const AT = new Date('2020-03-20T09:00:00+08:00');
const AGES = [0, 1, 2, 20, 21, 24, 25, 26, 48];

const reasonOf = (name: string, hours: number): Reason => {
  const common = {
    issuer: '420000',
    evidence: 'declaration',
    observedAt: chinaTime(new Date(AT.getTime() - hours * HOUR_MS)),
  } as const;
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

const recordsOf = (names: readonly string[]): Assessed[] => {
  const stated = product<Reason | undefined>(
    names.map((name) => [undefined, ...AGES.map((hours) => reasonOf(name, hours))]),
  );
  const kinds = [...new Set(names.map((name) => reasonOf(name, 0).kind))];
  const unlooked = product<ReasonKind | undefined>(kinds.map((kind) => [undefined, kind]));
  return product<unknown>([['420000', '330000'], stated, unlooked]).map(([issuer, reasons, missing]) => ({
    issuer: issuer as DivisionCode,
    scheme: 'domestic',
    colour: 'green',
    covers: REASON_KINDS.filter((kind) => !(missing as (ReasonKind | undefined)[]).includes(kind)),
    reasons: (reasons as (Reason | undefined)[]).filter((reason) => reason !== undefined),
  }));
};

const remembered = new Map<string, Facts[]>();

/** The facts of every record with one reason at most of each name, at every age that matters, looked into or not. */
export const factsOfEverybody = (names: readonly string[]): readonly Facts[] => {
  const key = names.join();
  const context = { destination: '440000', purpose: 'entry', levels: riskLevels([], '1'), at: AT } as const;
  const known = remembered.get(key) ?? recordsOf(names).map((record) => factsOf(record, context));
  remembered.set(key, known);
  return known;
};
