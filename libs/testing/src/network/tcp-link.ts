import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** How a link is cut: connections are reset and refused, or nothing passes any more and nobody is told. */
export type Cut = 'reset' | 'silent';

/** One direction-less link of a network between a client and a server, which a test can cut and heal. */
export type TcpLink = {
  /** Where the client connects, on 127.0.0.1. */
  readonly port: number;
  readonly cut: Cut | undefined;
  sever(how: Cut): void;
  /** What waited in silence goes on; what was reset is connected anew by the client. */
  heal(): void;
  close(): Promise<void>;
};

type Pair = { readonly near: Socket; far?: Socket };

/** Opens a link to a server. @param port where the client connects; absent: any free one */
export const openLink = async (
  target: { readonly host?: string; readonly port: number },
  port = 0,
): Promise<TcpLink> => {
  const pairs = new Set<Pair>();
  let cut: Cut | undefined;

  const join = (pair: Pair): void => {
    const far = connect({ host: target.host ?? '127.0.0.1', port: target.port });
    pair.far = far;
    pair.near.pipe(far);
    far.pipe(pair.near);
    for (const [one, other] of [
      [pair.near, far],
      [far, pair.near],
    ] as const) {
      one.on('close', () => {
        pairs.delete(pair);
        other.destroy();
      });
      one.on('error', () => other.destroy());
    }
  };
  const hold = ({ near, far }: Pair): void => {
    near.unpipe();
    near.pause();
    far?.unpipe();
    far?.pause();
  };
  const release = (pair: Pair): void => {
    if (!pair.far) return join(pair);
    pair.near.pipe(pair.far);
    pair.far.pipe(pair.near);
  };
  const server = createServer({ pauseOnConnect: true }, (near) => {
    near.on('error', () => near.destroy());
    if (cut === 'reset') return near.resetAndDestroy();
    const pair: Pair = { near };
    pairs.add(pair);
    near.on('close', () => pairs.delete(pair));
    if (cut === undefined) join(pair);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });

  return {
    port: (server.address() as AddressInfo).port,
    get cut() {
      return cut;
    },
    sever: (how) => {
      cut = how;
      for (const pair of pairs) {
        if (how === 'silent') hold(pair);
        else pair.near.resetAndDestroy();
      }
    },
    heal: () => {
      cut = undefined;
      for (const pair of pairs) release(pair);
    },
    close: async () => {
      for (const { near } of pairs) near.destroy();
      await new Promise((done) => server.close(done));
    },
  };
};
