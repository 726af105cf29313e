import type {
  Clock,
  FederationKeys,
  FederationKnowledge,
  ServiceDatabase,
  Shared,
  SharedState,
} from '@huren/platform';
import type { IssuerCode } from '@huren/standard';
import type { AskFacts } from './facts/ask-facts.ts';

/** What the service is given when it starts. */
export type IssuerContext = {
  readonly database: ServiceDatabase;
  /** The domain clock. */
  readonly clock: Clock;
  readonly keys: FederationKeys;
  readonly knowledge: FederationKnowledge;
  /** System time in ms at which this process had read all that every process reads; null: not yet. */
  knowledgeCompleteAt: () => number | null;
  /** Whether this process has read what every process reads, once: before, what it does not know may be there. */
  isCaughtUp: () => boolean;
  /** Which of several deployments of issuers; undefined: there is one. */
  readonly deployment?: string | undefined;
  /** Issuers that this deployment hosts. */
  readonly hosted: ReadonlySet<IssuerCode>;
  readonly askFacts: AskFacts;
  /** How often a holder may be looked up. */
  readonly limits: SharedState['limits'];
  readonly logger: Pick<ReturnType<Shared['loggerOf']>, 'error'>;
};

export const ISSUER_CONTEXT = Symbol('issuer context');
