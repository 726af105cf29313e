import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { whenNpmIsGone } from './ancestors.mjs';
import { inRoot, root } from './root.mjs';

/**
 * Runs a command in the checkout and keeps what it says.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, show?: boolean, cwd?: string }} [options] `show`: say it at once, too
 * @returns {Promise<{ code: number, output: string }>}
 */
export const run = (command, args, { env = process.env, show = false, cwd = root } = {}) =>
  new Promise((done, failed) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    /** @type {Buffer[]} */
    const said = [];
    for (const [stream, to] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ]) {
      stream.on('data', (chunk) => {
        said.push(chunk);
        if (show) to.write(chunk);
      });
    }
    child.once('error', failed);
    child.once('close', (code, signal) =>
      done({ code: exitCode(code, signal), output: Buffer.concat(said).toString('utf8') }),
    );
  });

const exitCode = (code, signal) => code ?? 128 + (constants.signals[signal] ?? 0);

/** What Node has compiled is there for the next process and thread: a start takes a tenth less, a tool half. */
export const compileCache = { NODE_COMPILE_CACHE: inRoot('node_modules', '.cache', 'node') };

const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a command in this one's place: its terminal, its signals, its exit code. The channel tells it when this
 * process is gone.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ channel?: boolean }} [options]
 * @returns {Promise<number>}
 */
export const become = (command, args, { channel = false } = {}) =>
  new Promise((done, failed) => {
    const stdio = channel ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit';
    const env = { ...compileCache, ...process.env };
    const child = spawn(command, args, { cwd: root, env, stdio });
    for (const signal of PASSED_ON) process.on(signal, () => child.kill(signal));
    whenNpmIsGone(() => child.kill('SIGTERM'));
    child.once('error', failed);
    child.once('exit', (code, signal) => done(exitCode(code, signal)));
  });
