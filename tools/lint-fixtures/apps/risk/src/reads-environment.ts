// expects: no-restricted-properties restrictedObjectProperty
export const home = process.env['HOME'];
