import { createServer, type AddressInfo } from 'node:net';

/** Listens and stops at once: the port that was had. Rejects where somebody else listens. */
const tryPort = (port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const { port: had } = server.address() as AddressInfo;
      server.close(() => resolve(had));
    });
  });

/** A port of 127.0.0.1 that nobody listens on now. */
export const freePort = (): Promise<number> => tryPort(0);

const [FIRST, COUNT] = [20_000, 12_000];

/** Ports that this process gave out: who got one may not listen on it yet. */
const given = new Set<number>();

/**
 * A free port below those that systems give to outgoing connections, never the same twice: a server that is killed
 * finds it free when it comes back.
 */
export const steadyPort = async (): Promise<number> => {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * COUNT);
    if (given.has(port)) continue;
    given.add(port);
    const had = await tryPort(port).catch(() => undefined);
    if (had !== undefined) return had;
  }
};
