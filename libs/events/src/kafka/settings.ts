export interface ConsumerSettings {
  /** Partitions of one subscription handled at the same time. */
  concurrency: number;
  /** A process that is gone gives its partitions up after so long. */
  sessionTimeoutMs: number;
  /**
   * So long the others of a group wait for a member that is still at a message when the group changes, or that was
   * killed while it waited to join: the broker takes it for alive until then.
   */
  rebalanceTimeoutMs: number;
  heartbeatMs: number;
  /** The longest that a request for messages waits where there are none; stopping may take as long. */
  maxWaitMs: number;
  /** What was handled is committed at the end of a batch, and within one so often. */
  commitEveryMs: number;
  /** How often the ends of the topics are looked at. */
  watchMs: number;
  /** A consumer that shows no sign of life for so long is replaced: longer than a group waits for its members. */
  silenceMs: number;
  /** How often a consumer asks who leads its partitions: one that had no leader then is passed over until it asks again. */
  metadataMs: number;
}

export const defaultConsumer: ConsumerSettings = {
  concurrency: 8,
  sessionTimeoutMs: 6_000,
  rebalanceTimeoutMs: 6_000,
  heartbeatMs: 1_000,
  maxWaitMs: 250,
  commitEveryMs: 1_000,
  watchMs: 1_000,
  silenceMs: 15_000,
  metadataMs: 3_000,
};
