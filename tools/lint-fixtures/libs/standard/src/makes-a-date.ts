// expects: no-restricted-syntax restrictedSyntax
export const now = new Date();
