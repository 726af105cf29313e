declare module 'kafkajs/src/network/requestQueue/index.js' {
  /** A connection's requests that wait until they may be sent. */
  export default class RequestQueue {
    constructor(options: object);
    readonly pending: object[];
    readonly throttleCheckTimeoutId: NodeJS.Timeout | null;
    scheduleCheckPendingRequests(): void;
    destroy(): void;
  }
}

declare module 'kafkajs/src/consumer/offsetManager/index.js' {
  interface Partition {
    topic: string;
    partition: number;
  }
  interface TopicOffsets {
    topic: string;
    partitions: { partition: number; offset: string }[];
  }

  /** The places of a member of a group in the partitions that it was assigned, for as long as it has them. */
  export default class OffsetManager {
    constructor(options: object);
    readonly cluster: {
      fetchTopicsOffset(
        asked: { topic: string; partitions: { partition: number }[]; fromBeginning: boolean }[],
      ): Promise<TopicOffsets[]>;
    };
    readonly instrumentationEmitter: { emit(event: string, payload: object): void };
    nextOffset(topic: string, partition: number): { toString(): string };
    commitOffsets(offsets: { topics: TopicOffsets[] }): Promise<void>;
    clearOffsets(partition: Partition): void;
    seek(place: Partition & { offset: string }): Promise<void>;
    /** Where the next offset is out of range. */
    setDefaultOffset(partition: Partition): Promise<void>;
  }
}
