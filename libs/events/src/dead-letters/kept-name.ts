import { digestOfBytes } from '@huren/crypto';

/** Characters of a key by which operators can name letters. */
const LONGEST = 200;

/**
 * A key or an identifier as indexes, requests and notices hold it: as it came, or its digest where it is too long or has
 * what no database's text holds. The letter's event has it as it came.
 */
export const keptName = (name: string): string =>
  name.length <= LONGEST && !name.includes('\0') && name.isWellFormed() ? name : digestOfBytes(name);
