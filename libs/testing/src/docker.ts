import { getContainerRuntimeClient } from 'testcontainers';
import type { StartedTestContainer } from 'testcontainers';
import { setTimeout as delay } from 'node:timers/promises';

const PATIENCE_MS = 5_000;

const ask = (): Promise<boolean> =>
  getContainerRuntimeClient().then(
    () => true,
    () => false,
  );

/** The images in which tests run their servers: those of docker-compose.yml, so that both are one version. */
export const IMAGES = {
  kafka: 'apache/kafka:4.4.0',
  postgres: 'postgres:18.4-bookworm',
  redis: 'redis:7.2.11-bookworm',
} as const;

let answer: Promise<boolean> | undefined;

/** Asked once a process, for five seconds at most. */
const dockerAnswers = (): Promise<boolean> =>
  (answer ??= Promise.race([ask(), delay(PATIENCE_MS, false, { ref: false })]));

/**
 * Starts a server in a container. Undefined where no Docker answers, and where one does that cannot start it, as without
 * a way to the registry: then the reason is told, and the next rung of the ladder is tried.
 */
export const inContainer = async <T>(start: () => Promise<T>): Promise<T | undefined> => {
  if (!(await dockerAnswers())) return undefined;
  return start().catch((error: unknown) => {
    const reason = error instanceof Error ? error.message.trim() : String(error);
    process.stderr.write(`Docker answers, but starts no container here: ${reason}\n`);
    return undefined;
  });
};

/** Waits until a container serves; one that never does is stopped. */
export const orStopped = async (container: StartedTestContainer, serving: Promise<void>): Promise<void> => {
  try {
    await serving;
  } catch (error) {
    await container.stop();
    throw error;
  }
};
