import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeFolder } from './make-folder.ts';

let here: string;
beforeAll(async () => void (here = await mkdtemp(join(tmpdir(), 'huren-folder-'))));
afterAll(() => rm(here, { recursive: true }));

describe('a folder', () => {
  it('is made with those above it, and left alone where it is', async () => {
    const folder = join(here, 'a', 'b', 'c');
    await makeFolder(folder);
    await makeFolder(folder);
    expect((await stat(folder)).isDirectory()).toBe(true);
  });

  it('is refused, and not tried for ever, where no folder can be', async () => {
    await expect(makeFolder('/proc/huren/data')).rejects.toThrow('ENOENT');
    await writeFile(join(here, 'file'), '');
    await expect(makeFolder(join(here, 'file'))).rejects.toThrow('EEXIST');
    await expect(makeFolder(join(here, 'file', 'in'))).rejects.toThrow();
  });
});
