import type { Clock, FederationKeys, FederationKnowledge, ServiceDatabase } from '@huren/platform';

/** What the service is given when it starts. */
export type HubContext = {
  readonly database: ServiceDatabase;
  /** The domain clock. */
  readonly clock: Clock;
  readonly keys: FederationKeys;
  readonly knowledge: FederationKnowledge;
};

export const HUB_CONTEXT = Symbol('hub context');
