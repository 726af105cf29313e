// expects: no-restricted-properties restrictedObjectProperty
export const now = Date.now();
