import { randomBytes } from 'node:crypto';
import { GenericContainer, Wait } from 'testcontainers';
import { IMAGES } from '../docker.ts';

const PORT = 5432;

/** A server of PostgreSQL: where it is, as for `DATABASE_URL`, and where it comes from, in words. */
export type TestServer = { readonly url: string; readonly origin: string; stop(): Promise<void> };

/** Starts PostgreSQL in a container, with settings such as `fsync=off`. */
export const startContainerServer = async (settings: readonly string[]): Promise<TestServer> => {
  const password = randomBytes(12).toString('hex');
  const started = await new GenericContainer(IMAGES.postgres)
    .withExposedPorts(PORT)
    .withEnvironment({ POSTGRES_PASSWORD: password })
    .withCommand(['postgres', ...settings.flatMap((setting) => ['-c', setting])])
    // The first one serves the set-up alone, on a socket.
    .withWaitStrategy(Wait.forLogMessage(/ready to accept connections/, 2))
    .start();
  return {
    url: `postgres://postgres:${password}@${started.getHost()}:${started.getMappedPort(PORT)}`,
    origin: `a container, ${IMAGES.postgres}`,
    stop: async () => void (await started.stop()),
  };
};
