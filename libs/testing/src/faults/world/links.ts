import { openLink } from '../../network/tcp-link.ts';
import type { TcpLink } from '../../network/tcp-link.ts';
import { PLACES, SPARES, reachedBy } from './places.ts';

type Ports = ReadonlyMap<string, { port: number }>;

/** Where each listens now, by name; a server that comes back elsewhere changes its entry. */
export type Targets = {
  /** A way into the broker of each place's own. */
  readonly kafka: Ports;
  /** Of the other servers, and of the places that are asked. */
  readonly others: Ports;
};

/** A link for each pair of a place and what it reaches. */
export type Links = {
  of(place: string, server: string): TcpLink;
  close(): Promise<void>;
};

export const openLinks = async (targets: Targets): Promise<Links> => {
  const links = new Map<string, TcpLink>();
  for (const place of [...PLACES, ...SPARES]) {
    for (const server of reachedBy(place)) {
      const target = server === 'kafka' ? targets.kafka.get(place.name) : targets.others.get(server);
      if (!target) throw new Error(`nothing for ${place.name} at ${server}`);
      links.set(`${place.name} ${server}`, await openLink(target));
    }
  }
  return {
    of: (place, server) => {
      const link = links.get(`${place} ${server}`);
      if (!link) throw new Error(`${place} has no link to ${server}`);
      return link;
    },
    close: async () => {
      for (const link of links.values()) await link.close();
    },
  };
};
