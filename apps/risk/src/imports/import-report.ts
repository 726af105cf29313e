/** What came of one line of an import. */
export type LineReport =
  | { readonly line: number; readonly outcome: string }
  | {
      readonly line: number;
      readonly outcome: 'refused';
      readonly code: string;
      readonly field: string;
      readonly message: string;
    };

export type ImportReport = {
  readonly accepted: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly lines: readonly LineReport[];
};

const UNCHANGED = ['unchanged', 'duplicate'];

/** Counts and lines of an import. */
export const importReport = (lines: readonly LineReport[]): ImportReport => {
  const refused = lines.filter(({ outcome }) => outcome === 'refused').length;
  const unchanged = lines.filter(({ outcome }) => UNCHANGED.includes(outcome)).length;
  return { accepted: lines.length - refused - unchanged, unchanged, refused, lines };
};
