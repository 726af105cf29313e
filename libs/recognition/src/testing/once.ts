/**
 * A value that is made when a test first asks for it: what is made while specs are loaded counts for no test when mutants
 * are looked for.
 */
export const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
};
