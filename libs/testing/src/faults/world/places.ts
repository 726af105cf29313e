/** A process of the federation. Replicas of a deployment share a database and groups of consumers. */
export type Place = {
  readonly name: string;
  readonly app: 'hub' | 'risk' | 'issuer';
  readonly deployment?: string;
  readonly issuers?: readonly string[];
};

const hub = (n: number): Place => ({ name: `hub-${n}`, app: 'hub' });

/** Deployment A, in replicas. Each deployment hosts a province that decides itself (310000, 330000). */
const issuerA = (n: number): Place => ({
  name: `issuer-a-${n}`,
  app: 'issuer',
  deployment: 'a',
  issuers: ['420000', '330000'],
});

const issuerB: Place = {
  name: 'issuer-b',
  app: 'issuer',
  deployment: 'b',
  issuers: ['440000', '310000'],
};

/** What runs. Risk first: the issuers ask it. */
export const PLACES: readonly Place[] = [
  { name: 'risk', app: 'risk' },
  hub(1),
  hub(2),
  issuerA(1),
  issuerA(2),
  issuerB,
];

/** Replicas that join for a while, so that every partition of their groups moves. */
export const SPARES: readonly Place[] = [hub(3), issuerA(3)];

/** Servers that places need. */
export type Server = 'kafka' | 'postgres' | 'redis' | 'risk';

/** What a place needs. */
export const serversOf = ({ app }: Place): readonly Server[] =>
  app === 'issuer' ? ['kafka', 'postgres', 'redis', 'risk'] : ['kafka', 'postgres', 'redis'];

export const HUBS: readonly Place[] = PLACES.filter(({ app }) => app === 'hub');

/** Whose operators' side the hub asks. */
export const OPERATED: readonly Place[] = PLACES.filter(({ app }) => app !== 'hub');

/** Everything that a place reaches over a link of its own, by name. */
export const reachedBy = (place: Place): readonly string[] => [
  ...serversOf(place),
  ...(place.app === 'hub' ? OPERATED.map(({ name }) => name) : []),
];
