import type { Purpose } from '@huren/recognition';
import type { Colour, DivisionCode, ReasonKind, Scheme } from '@huren/standard';
import { isLinked } from './domain.ts';
import type { Value, Variable } from './domain.ts';
import { completeAges, isServedBefore } from './situation.ts';
import type { Situation } from './situation.ts';

/** What was said so far, by the ids of variables. */
export type Assignment = ReadonlyMap<string, Value>;

const TENTHS = 'facts.temperature.tenths';
const COVERS = 'covers.';
const CIRCUMSTANCES = ['issuer', 'scheme', 'colour', 'bareColour', 'destination', 'purpose'] as const;

const isAge = (id: string, value: Value): value is number => typeof value === 'number' && id !== TENTHS;

/** The temperature and when it was taken: there is one where there is the other. */
const temperature = (given: Assignment): { tenths: number; hours: number | undefined } | undefined => {
  const [tenths, hours] = [given.get(TENTHS), given.get('temperature')] as (number | undefined)[];
  if (given.has(TENTHS) && given.has('temperature') && (tenths ?? 0) > 0 !== (hours !== undefined))
    return undefined;
  const isTaken = (tenths ?? 0) > 0 || hours !== undefined;
  return isTaken ? { tenths: tenths ?? 1, hours: hours ?? 0 } : { tenths: 0, hours: undefined };
};

/** The plainest situation of which all this can be said; undefined where there is none. */
export const situationOf = (variables: readonly Variable[], given: Assignment): Situation | undefined => {
  const taken = temperature(given);
  const stated = new Map([...given].filter((entry): entry is [string, number] => isAge(...entry)));
  if (taken?.hours !== undefined) stated.set('temperature', taken.hours);
  const hours = completeAges(stated, (name) => !given.has(name));
  if (!taken || !hours || isServedBefore(hours)) return undefined;
  const first = (id: string): Value => variables.find((variable) => variable.id === id)?.values[0];
  const of = (id: string, otherwise: Value): Value => given.get(id) ?? first(id) ?? otherwise;
  const scheme = of('scheme', 'domestic') as Scheme;
  return {
    issuer: of('issuer', '120000') as DivisionCode,
    scheme,
    colour: of('colour', 'green') as Colour,
    bareColour: of('bareColour', false) as boolean,
    destination: of('destination', '110000') as DivisionCode,
    purpose: of('purpose', 'entry') as Purpose,
    hours,
    tenths: taken.tenths,
    uncovered: new Set(
      [...given].flatMap(([id, value]) =>
        id.startsWith(COVERS) && value === false ? [id.slice(COVERS.length) as ReasonKind] : [],
      ),
    ),
  };
};

/** Reads what a situation has of a variable, by its id. */
export const readerOf = (id: string): ((situation: Situation) => Value) => {
  const circumstance = CIRCUMSTANCES.find((name) => name === id);
  if (circumstance) return (situation) => situation[circumstance];
  if (id === TENTHS) return ({ tenths }) => tenths;
  if (!id.startsWith(COVERS)) return ({ hours }) => hours.get(id);
  const kind = id.slice(COVERS.length) as ReasonKind;
  return ({ uncovered }) => !uncovered.has(kind);
};

/** How much more is out of the ordinary in a situation, at the least, once something else is said of a variable. */
export const moreBy = (id: string, { hours, tenths }: Situation): 0 | 1 => {
  if (CIRCUMSTANCES.some((name) => name === id)) return id === 'bareColour' ? 1 : 0;
  if (id === 'temperature' || id === TENTHS) return tenths > 0 ? 0 : 1;
  return [...hours.keys()].some((name) => isLinked(id, name)) ? 0 : 1;
};
