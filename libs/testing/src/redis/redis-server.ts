/** A real Redis. */
export interface RedisServer {
  /** For `REDIS_URL`. */
  readonly url: string;
  /** Where it comes from, in words. */
  readonly origin: string;
  stop(): Promise<void>;
}

/** A Redis of one's own, for tests of faults. It keeps nothing. */
export interface OwnRedis extends RedisServer {
  /** SIGKILL. What it held is gone. */
  kill(): Promise<void>;
  /** Starts it again after `kill`, empty, on the same port. */
  start(): Promise<void>;
  /** It accepts connections and answers nothing. */
  freeze(): Promise<void>;
  thaw(): Promise<void>;
  /** For so many ms it takes commands and answers none; then all of them. */
  stall(ms: number): Promise<void>;
  /** What it held is gone, and it goes on. */
  empty(): Promise<void>;
}
