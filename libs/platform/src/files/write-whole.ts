import { rename, writeFile } from 'node:fs/promises';

/** Writes a file whole or not at all, readable by its owner alone. */
export const writeWhole = async (file: string, content: string): Promise<void> => {
  const draft = `${file}.${process.pid}.new`;
  await writeFile(draft, content, { mode: 0o600 });
  await rename(draft, file);
};
