import { flushCompileCache } from 'node:module';
import { StartError } from '../config/start-error.ts';

export type Running = { stop(): Promise<void> };

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A stop that takes longer is broken off. */
const PATIENCE_MS = 20_000;

const say = (text: string): void => void process.stderr.write(`${text}\n`);

const faultOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

/** Resolves with why this process should end: a signal, a fault that nobody caught, or its starter being gone. */
const toldToStop = (): Promise<{ exitCode: number; fault?: unknown }> =>
  new Promise((done) => {
    for (const signal of SIGNALS) process.on(signal, () => done({ exitCode: 0 }));
    process.on('uncaughtException', (fault) => done({ exitCode: 1, fault }));
    process.on('unhandledRejection', (fault) => done({ exitCode: 1, fault }));
    if (!process.channel) return;
    process.on('disconnect', () => done({ exitCode: 0 }));
    process.channel.unref();
  });

const stopInTime = async (running: Running): Promise<boolean> => {
  const late = setTimeout(() => {
    say('Huren does not stop: it is broken off. Nothing acknowledged is lost.');
    process.exit(1);
  }, PATIENCE_MS);
  try {
    await running.stop();
    return true;
  } catch (error) {
    say(`Huren did not stop cleanly: ${faultOf(error)}`);
    return false;
  } finally {
    clearTimeout(late);
  }
};

/**
 * The life of a process: starts, runs until a signal, stops, exits. What an operator can mend is one sentence
 * and exit code 1; a signal while it starts is obeyed as soon as it has started.
 */
export const runUntilStopped = async (start: () => Promise<Running>): Promise<never> => {
  const told = toldToStop();
  try {
    const running = await start();
    // Whoever is killed leaves it for the next start.
    flushCompileCache();
    const { exitCode, fault } = await told;
    say(fault ? `Huren stops after a fault: ${faultOf(fault)}` : 'Huren is stopping …');
    const isClean = await stopInTime(running);
    return process.exit(isClean ? exitCode : 1);
  } catch (error) {
    say(`Huren does not start: ${error instanceof StartError ? error.message : faultOf(error)}`);
    return process.exit(1);
  }
};
