import type { ServiceDatabase, Clock, FederationKeys } from '@huren/platform';

/** What the service is given when it starts. */
export type RiskContext = {
  readonly database: ServiceDatabase;
  readonly clock: Clock;
  readonly keys: FederationKeys;
};

export const RISK_CONTEXT = Symbol('risk context');
