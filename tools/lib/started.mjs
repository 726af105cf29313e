import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { root } from './root.mjs';

const within = (promise, ms, what) => {
  const timer = new AbortController();
  const late = delay(ms, undefined, { signal: timer.signal }).then(() => {
    throw new Error(`${what} took longer than ${ms / 1000} s`);
  });
  return Promise.race([promise, late]).finally(() => timer.abort());
};

/** The last line that the whole federation says when it is ready. */
const CALL = /^ *curl .*$/m;

/**
 * An npm script as a person or a service manager runs it: its own process group, what it says kept.
 * @param {readonly string[]} script with its arguments, such as `['start', 'hub']`
 * @param {Record<string, string>} settings
 */
export const npmRun = ([script = '', ...args], settings) => {
  const child = spawn('npm', ['run', '--silent', script, '--', ...args], {
    cwd: root,
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const began = performance.now();
  let said = '';
  const hear = (chunk) => void (said += chunk);
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  // The streams close with the last process that holds them, not with npm: only then all has ended.
  const ended = new Promise((done) => child.once('close', (code, signal) => done({ code, signal })));
  return {
    isRunning: () => child.exitCode === null && child.signalCode === null,
    said: () => said,
    ended: (ms) => within(ended, ms, 'ending'),
    /** Milliseconds until it said that it is ready, with the line that is the last it says then. */
    ready: (ms, line = CALL) => {
      const announced = new Promise((done, failed) => {
        const look = () => {
          if (line.test(said) && said.endsWith('\n')) done(performance.now() - began);
        };
        child.stdout.on('data', look);
        void ended.then(({ code }) => failed(new Error(`it ended with ${code}:\n${said}`)));
      });
      return within(announced, ms, 'becoming ready');
    },
    /** As a service manager does: npm alone is told. */
    terminate: () => child.kill('SIGTERM'),
    /** As Ctrl-C in a terminal: every process of the group is told. */
    interrupt: () => process.kill(-child.pid, 'SIGINT'),
    /** Whatever is left of it. */
    kill: () => {
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        // Nothing is left.
      }
    },
  };
};
