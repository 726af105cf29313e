import { openLink } from '../../network/tcp-link.ts';
import type { TcpLink } from '../../network/tcp-link.ts';
import { PLACES, SPARES, serversOf } from './places.ts';
import type { Server } from './places.ts';

/** Where the servers listen now; a server that comes back elsewhere changes its entry. */
export type Targets = Readonly<Record<Exclude<Server, 'kafka'>, { port: number }>> & {
  /** A way into the broker of each place's own. */
  readonly kafka: ReadonlyMap<string, { port: number }>;
};

/** A link for each pair of a place and a server that it needs. */
export type Links = {
  of(place: string, server: Server): TcpLink;
  close(): Promise<void>;
};

export const openLinks = async (targets: Targets): Promise<Links> => {
  const links = new Map<string, TcpLink>();
  for (const place of [...PLACES, ...SPARES]) {
    for (const server of serversOf(place)) {
      const target = server === 'kafka' ? targets.kafka.get(place.name) : targets[server];
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
