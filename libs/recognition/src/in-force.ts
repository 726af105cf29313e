/** Something that holds from an instant (inclusive) to another (exclusive); null: until further notice. */
export type Dated = { readonly validFrom: string; readonly validTo: string | null };

export const isInForce = ({ validFrom, validTo }: Dated, at: Date): boolean =>
  Date.parse(validFrom) <= at.getTime() && (validTo === null || Date.parse(validTo) > at.getTime());
