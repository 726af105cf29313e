/** How what broke between two schemas is told, from one of two sides. */
export interface Wording {
  readonly field: string;
  readonly required: string;
  readonly further: string;
  readonly listed: string;
  types(lost: string, left: string): string;
  values(lost: string): string;
  lower(name: string, value: unknown): string;
  upper(name: string, value: unknown): string;
}

/** For who writes: the new schema refuses, or lacks, what the old one had. */
export const FOR_WRITERS: Wording = {
  field: 'the field was removed',
  required: 'the field is newly required',
  further: 'further fields are refused',
  listed: 'only listed values are allowed now',
  types: (lost, left) => `the type ${lost} is no longer allowed, only ${left}`,
  values: (lost) => `no longer allowed: ${lost}`,
  lower: (name, value) => `${name} was raised to ${String(value)}`,
  upper: (name, value) => `${name} was lowered to ${String(value)}`,
};

/** For who reads by the old schema: the new one allows what the old one refuses. */
export const FOR_READERS: Wording = {
  field: 'the field was added where readers take no other',
  required: 'the field is no longer required, and readers count on it',
  further: 'further fields are allowed where readers take no other',
  listed: 'other values are allowed than those that readers know',
  types: (gained, known) => `the type ${gained} is allowed now, and readers know only ${known}`,
  values: (gained) => `readers do not know: ${gained}`,
  lower: (name, value) => `readers count on ${name} ${String(value)}`,
  upper: (name, value) => `readers count on ${name} ${String(value)}`,
};
