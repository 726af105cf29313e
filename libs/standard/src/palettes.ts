/** Colours from the mildest to the strictest, over all schemes. */
export const COLOURS = ['green', 'yellow', 'orange', 'red'] as const;
export type Colour = (typeof COLOURS)[number];

export const SCHEMES = ['domestic', 'international', 'national'] as const;
/** Which palette a code is painted in. */
export type Scheme = (typeof SCHEMES)[number];

/** The colours each scheme has, mildest first. The international version has no red. */
export const PALETTES = {
  domestic: ['green', 'yellow', 'red'],
  international: ['green', 'yellow', 'orange'],
  national: ['green', 'yellow', 'orange', 'red'],
} as const satisfies Record<Scheme, readonly Colour[]>;

export const hasColour = (scheme: Scheme, colour: Colour): boolean =>
  (PALETTES[scheme] as readonly Colour[]).includes(colour);

export const compareColours = (a: Colour, b: Colour): number => COLOURS.indexOf(a) - COLOURS.indexOf(b);

/** The strictest of at least one colour. */
export const strictestColour = (first: Colour, ...rest: Colour[]): Colour =>
  rest.reduce((worst, next) => (compareColours(next, worst) > 0 ? next : worst), first);
