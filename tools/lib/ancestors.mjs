import { readFileSync } from 'node:fs';

const POLL_MS = 300;

const parentOf = (pid) => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
};

const ancestry = () => `${process.ppid} ${parentOf(process.ppid) ?? ''}`;

/**
 * Calls back once npm, or the shell between, is gone: npm passes a signal to the shell, and the shell to nobody.
 * Started without npm nothing is watched: then the shell may well go first.
 * @param {() => void} gone
 */
export const whenNpmIsGone = (gone) => {
  if (!process.env.npm_lifecycle_event) return;
  const before = ancestry();
  const timer = setInterval(() => {
    if (ancestry() === before) return;
    clearInterval(timer);
    gone();
  }, POLL_MS);
  timer.unref();
};
