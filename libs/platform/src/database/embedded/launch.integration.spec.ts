import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ENVIRONMENT, launchOf } from './launch.ts';
import { isReachable, serverUser } from './server-user.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huren-launch-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** A program that says as whom it runs, if it finds its own file runnable, as initdb asks. */
const programIn = async (place: string): Promise<string> => {
  const program = join(place, 'program');
  await writeFile(program, '#!/bin/sh\ntest -x "$0" && id -u\n', { mode: 0o755 });
  return program;
};

const run = (program: string): number => {
  const { command, args, user } = launchOf(program, [], serverUser(), join(folder, 'data'));
  return Number(execFileSync(command, args, { ...user, env: ENVIRONMENT, encoding: 'utf8' }));
};

describe('a program of PostgreSQL', () => {
  it.each([
    ['open', 0o755],
    ['private', 0o700],
  ])('runs, never as root, from a folder that is %s', async (_, mode) => {
    await chmod(folder, mode);
    const uid = run(await programIn(folder));
    expect(uid).toBe(serverUser()?.uid ?? process.getuid?.());
    expect(uid).not.toBe(0);
  });

  it('knows which folders everybody can pass through', async () => {
    await chmod(folder, 0o700);
    expect(isReachable(join(folder, 'program'))).toBe(false);
    await chmod(folder, 0o711);
    expect(isReachable(join(folder, 'program'))).toBe(true);
  });
});
