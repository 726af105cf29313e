import type { OperatedService } from './operations/federation-letters.ts';
import type { Clock, FederationKnowledge, HubKeys, ServiceDatabase } from '@huren/platform';
import type { HandleWatch } from './presentation/watch-handles.ts';
import type { HotRecords } from './record-index/hot-records.ts';
import type { decideWithTrace } from '@huren/recognition';

/** What the service is given when it starts. */
export type HubContext = {
  readonly database: ServiceDatabase;
  /** The domain clock. */
  readonly clock: Clock;
  readonly keys: HubKeys;
  readonly knowledge: FederationKnowledge;
  readonly records: HotRecords;
  readonly handles: HandleWatch;
  /** How it decides about codes that are presented. */
  decide: typeof decideWithTrace;
  /** System time in ms at which this process had read all that every process reads; null: not yet. */
  knowledgeCompleteAt: () => number | null;
  /** Whether this process had read, once since its start, all that stood in the log of what it decides by. */
  isCaughtUp: () => boolean;
  /** Whose operators' side the hub asks, itself among them. */
  services: () => readonly OperatedService[];
};

export const HUB_CONTEXT = Symbol('hub context');
