// expects: no-restricted-syntax restrictedSyntax
export const now = Date();
