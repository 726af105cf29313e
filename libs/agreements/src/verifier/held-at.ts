/** One revision of something that the register tells. */
export type Revision<Data = unknown> = {
  readonly key: string;
  readonly revision: number;
  /** When it was told. RFC 3339, by the teller's domain clock. */
  readonly recordedAt: string;
  readonly data: Data;
};

const isBy = (instant: number, at: Date): boolean => instant <= at.getTime();

const toldAt = ({ recordedAt }: Revision): number => Date.parse(recordedAt);

type Signed = { readonly proof?: { readonly signatures: readonly { readonly at: string }[] } };

/** When the last party signed what an entry tells; undefined: nobody signs such things, or nobody did. */
const signedAt = ({ data }: Revision): number | undefined => {
  const { proof } = (data ?? {}) as Signed;
  return proof && Math.max(...proof.signatures.map(({ at }) => Date.parse(at)));
};

/**
 * From when on a first revision stands: since its parties had signed it; what nobody signs and was told when the register
 * began, always; else since it was told.
 */
const firstStands = (first: Revision, began: number): number => {
  const [told, signed] = [toldAt(first), signedAt(first)];
  if (signed !== undefined) return Math.min(told, signed);
  return told === began ? -Infinity : told;
};

/**
 * Of each key the revision that held at an instant, where one was known then. The founding agreements and rule sets
 * were signed, and members and value sets stood, before the register began to tell them: their first revisions stand
 * from then on. Everything else stands from when it was told. Without an instant: the newest.
 */
export const heldAt = <R extends Revision>(entries: readonly R[], at?: Date): R[] => {
  const began = entries.reduce((least, entry) => Math.min(least, toldAt(entry)), Infinity);
  return [...Map.groupBy(entries, ({ key }) => key).values()].flatMap((revisions) => {
    const sorted = revisions.toSorted((a, b) => b.revision - a.revision);
    const first = sorted.at(-1);
    return (
      sorted.find((entry) => !at || isBy(entry === first ? firstStands(entry, began) : toldAt(entry), at)) ??
      []
    );
  });
};

/** The instants, in ms and in order, between which the same holds. */
export const instantsOf = (entries: readonly Revision[]): number[] =>
  entries.flatMap((entry) => [toldAt(entry), signedAt(entry) ?? toldAt(entry)]).toSorted((a, b) => a - b);
