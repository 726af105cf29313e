import { execFile } from 'node:child_process';
import { resolve } from 'node:path';

/** What a tool of `libs/agreements/tools` prints in a folder, and how it ends; started as its users start it. */
export const runTool = (
  tool: string,
  args: readonly string[],
  cwd?: string,
): Promise<{ code: number; printed: string; said: string }> =>
  new Promise((done) => {
    const given = ['--conditions=@huren/source', resolve('libs/agreements/tools', tool), ...args];
    const env = { ...process.env, NODE_OPTIONS: '' };
    execFile(process.execPath, given, { cwd, env }, (error, printed, said) =>
      done({ code: error ? Number(error.code) : 0, printed, said }),
    );
  });
