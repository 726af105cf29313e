import { afterEach, describe, expect, it } from '@jest/globals';
import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';
import { lookOnlyWhereRequestsWait } from './idle-queue.ts';

describe('requests of a connection', () => {
  lookOnlyWhereRequestsWait();
  const queue = new RequestQueue({ logger: {} });
  afterEach(() => queue.destroy());

  it('are not looked for while none waits', () => {
    queue.scheduleCheckPendingRequests();
    expect(queue.throttleCheckTimeoutId).toBeNull();
  });

  it('are looked for as soon as one waits', () => {
    queue.pending.push({});
    queue.scheduleCheckPendingRequests();
    expect(queue.throttleCheckTimeoutId).not.toBeNull();
  });
});
