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
