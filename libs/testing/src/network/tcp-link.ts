import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/**
 * How a link is cut: connections are reset and refused; or nothing passes any more and nobody is told; or it forgets
 * the connections that it has, as a firewall does: nothing passes on them ever again, while new ones are well.
 */
export type Cut = 'reset' | 'silent' | 'forgotten';

/** One direction-less link of a network between a client and a server, which a test can cut and heal. */
export type TcpLink = {
  /** Where the client connects, on 127.0.0.1. */
  readonly port: number;
  readonly cut: Cut | undefined;
  sever(how: Cut): void;
  /** What waited in silence goes on; what was reset or forgotten is connected anew by the client. */
  heal(): void;
  close(): Promise<void>;
};

type Target = { readonly host?: string; readonly port: number };

type Pair = { readonly near: Socket; far?: Socket; isForgotten?: boolean };

const join = (pair: Pair, { host = '127.0.0.1', port }: Target): void => {
  const { near } = pair;
  const far = connect({ host, port });
  pair.far = far;
  near.pipe(far).pipe(near);
  // Of a connection that is forgotten, neither side hears what became of the other.
  const end = (other: Socket) => () => pair.isForgotten || other.destroy();
  near.on('close', end(far));
  far.on('close', end(near));
  far.on('error', end(near));
};

const hold = ({ near, far }: Pair): void => {
  for (const socket of [near, far]) socket?.unpipe().pause();
};

const release = (pair: Pair, target: Target): void => {
  if (pair.far) pair.near.pipe(pair.far).pipe(pair.near);
  else join(pair, target);
};

/** Opens a link to a server. @param port where the client connects; absent: any free one */
export const openLink = async (target: Target, port = 0): Promise<TcpLink> => {
  const pairs = new Set<Pair>();
  const forgotten = new Set<Pair>();
  let cut: Cut | undefined;

  const server = createServer({ pauseOnConnect: true }, (near) => {
    near.on('error', () => near.destroy());
    if (cut === 'reset') return near.resetAndDestroy();
    const pair: Pair = { near };
    pairs.add(pair);
    near.on('close', () => pairs.delete(pair));
    if (cut !== 'silent') join(pair, target);
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
        if (how === 'reset') pair.near.resetAndDestroy();
        else hold(pair);
        if (how !== 'forgotten') continue;
        pair.isForgotten = true;
        pairs.delete(pair);
        forgotten.add(pair);
      }
    },
    heal: () => {
      if (cut === 'silent') for (const pair of pairs) release(pair, target);
      cut = undefined;
    },
    close: async () => {
      for (const { near } of pairs) near.destroy();
      for (const { near, far } of forgotten) for (const socket of [near, far]) socket?.destroy();
      await new Promise((done) => server.close(done));
    },
  };
};
