// expects: no-restricted-imports path
import { readFileSync } from 'node:fs';

export const read = readFileSync;
