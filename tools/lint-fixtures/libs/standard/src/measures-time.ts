// expects: no-restricted-properties restrictedObjectProperty
export const now = performance.now();
