// expects: no-restricted-globals customMessage
export const timer = setTimeout(() => undefined, 1);
