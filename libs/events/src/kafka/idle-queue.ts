import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';

const queue = RequestQueue.prototype;
const look = Reflect.get(queue, 'scheduleCheckPendingRequests');

/**
 * Mends a fault of the client: after its first answer every connection looks each millisecond, for ever, whether a
 * request waits, and names a negative time to its timer, of which Node warns. Where none waits there is nothing to
 * look for: one that has to wait asks for the look itself.
 */
export const lookOnlyWhereRequestsWait = (): void => {
  queue.scheduleCheckPendingRequests = function (this: RequestQueue): void {
    if (this.pending.length > 0) look.call(this);
  };
};
