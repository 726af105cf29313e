// expects: no-restricted-properties restrictedObjectProperty
export const chance = Math.random();
