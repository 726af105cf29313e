type Version = { readonly id: string; readonly version: number };

/** The order in which versions are listed. */
export const byId = (a: Version, b: Version): number =>
  a.id === b.id ? a.version - b.version : a.id < b.id ? -1 : 1;
