// expects: no-restricted-globals customMessage
export const asked = fetch('http://localhost');
