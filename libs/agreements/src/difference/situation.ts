import { NEVER, factTree, isOutlived, unseenBy } from '@huren/recognition';
import type { FactDocument, Facts, Purpose } from '@huren/recognition';
import { HOUR_MS, REASON_KINDS, SYMPTOMS, chinaTime, provinceOf } from '@huren/standard';
import type { Colour, DivisionCode, ReasonKind, Scheme } from '@huren/standard';

/** Somebody at a gate, as far as rules can tell: what is not named here is absent and was looked into. */
export type Situation = {
  readonly issuer: DivisionCode;
  readonly scheme: Scheme;
  readonly colour: Colour;
  readonly bareColour: boolean;
  readonly destination: DivisionCode;
  readonly purpose: Purpose;
  /** Hours since the latest occurrence, by its name, such as `contact.close`. */
  readonly hours: ReadonlyMap<string, number>;
  readonly tenths: number;
  /** Kinds that nobody looked into. */
  readonly uncovered: ReadonlySet<ReasonKind>;
};

const least = (...ages: readonly (number | undefined)[]): number | undefined => {
  const known = ages.filter((age) => age !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
};

const AREAS = ['exposure.area.low', 'exposure.area.medium', 'exposure.area.high'];
const symptomNames = SYMPTOMS.map((symptom) => `symptom.${symptom}`);

/**
 * Ages with those that follow from them: a stay in a high-risk county is one in a county of at least medium risk, a
 * fever is a symptom, a symptom is one of the list. `open` names are free; undefined where the others cannot be.
 */
export const completeAges = (
  given: ReadonlyMap<string, number>,
  isOpen: (name: string) => boolean,
): ReadonlyMap<string, number> | undefined => {
  const ages = new Map(given);
  const fill = (name: string, age: number | undefined): boolean => {
    if (isOpen(name) && age !== undefined) ages.set(name, age);
    return (ages.get(name) ?? Infinity) <= (age ?? Infinity);
  };
  const areas = [1, 0].every((at) =>
    fill(AREAS[at] as string, least(ages.get(AREAS[at] as string), ages.get(AREAS[at + 1] as string))),
  );
  const any = ages.get('symptom.any');
  const free = symptomNames.findLast(isOpen);
  const latest = (): number | undefined => least(...symptomNames.map((name) => ages.get(name)));
  if (any !== undefined && latest() !== any && free !== undefined) ages.set(free, any);
  return areas && fill('symptom.any', latest()) && ages.get('symptom.any') === latest() ? ages : undefined;
};

/** When each occurrence of these ages was last observed, in ms. */
const observedFrom = (hours: ReadonlyMap<string, number>, at: number): Map<string, number> =>
  new Map([...hours].map(([name, age]) => [name, at - age * HOUR_MS]));

/** Whether somebody served an isolation and was exposed after it: rules see that as no isolation. */
export const isServedBefore = (hours: ReadonlyMap<string, number>): boolean =>
  isOutlived(observedFrom(hours, 0));

const documentOf = (given: Situation, at: Date): FactDocument => {
  const occurrence = (name: string) => {
    const hours = given.hours.get(name);
    return hours === undefined ? { ...NEVER } : { present: true, days: Math.floor(hours / 24), hours };
  };
  return {
    at: chinaTime(at),
    source: {
      issuer: given.issuer,
      province: provinceOf(given.issuer),
      scheme: given.scheme,
      colour: given.colour,
      bareColour: given.bareColour,
    },
    destination: { division: given.destination, province: provinceOf(given.destination) },
    purpose: given.purpose,
    facts: factTree(occurrence, given.tenths),
  };
};

/** What rules read of a situation at an instant. */
export const factsOfSituation = (given: Situation, at: Date): Facts => {
  const latest = observedFrom(given.hours, at.getTime());
  const covers = REASON_KINDS.filter((kind) => !given.uncovered.has(kind));
  return { document: documentOf(given, at), unseen: unseenBy(covers, latest), latest, tenths: given.tenths };
};
