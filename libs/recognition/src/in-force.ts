/** Something that holds from an instant (inclusive) to another (exclusive); null: until further notice. */
export type Dated = { readonly validFrom: string; readonly validTo: string | null };

const MOST_REMEMBERED = 10_000;
const remembered = new Map<string, number>();

/** Documents name the same instants again and again. */
const instantOf = (text: string): number => {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  const instant = Date.parse(text);
  remembered.set(text, instant);
  return instant;
};

export const isInForce = ({ validFrom, validTo }: Dated, at: Date): boolean =>
  instantOf(validFrom) <= at.getTime() && (validTo === null || instantOf(validTo) > at.getTime());
