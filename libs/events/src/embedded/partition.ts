const PRIME = 0x01000193;

/** The partition of a key: FNV-1a over its UTF-8 bytes. Must not change while a log is kept. */
export const partitionOf = (key: string, partitions: number): number => {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(key)) hash = Math.imul(hash ^ byte, PRIME) >>> 0;
  return hash % partitions;
};
