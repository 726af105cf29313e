import { describe, expect, it } from '@jest/globals';
import type { EachBatchPayload } from 'kafkajs';
import { createBatchHandler } from './batch.ts';
import { createGate } from './gate.ts';

const HEADERS = {};
const record = { offset: '7', key: Buffer.from('k'), value: Buffer.from('{}'), headers: HEADERS };

/** A batch of one message that is at hand until a heartbeat has failed. */
const whileHeartbeatFails = async (failure: Error) => {
  const tenure = new AbortController();
  const lost: unknown[] = [];
  const onBatch = createBatchHandler({
    handler: (_message, signal) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('ended')))),
    gate: createGate(),
    commits: false,
    places: new Map(),
    heartbeatMs: 1,
    commitEveryMs: 1000,
    onError: () => undefined,
    onLost: (error) => lost.push(error),
    onDone: () => undefined,
  });
  const payload = {
    batch: { topic: 't', partition: 0, messages: [record], firstOffset: () => '7', lastOffset: () => '7' },
    heartbeat: () => Promise.reject(failure),
    isRunning: () => true,
    isStale: () => false,
  } as unknown as EachBatchPayload;
  await expect(onBatch(payload, tenure)).rejects.toBe(failure);
  return { lost, ended: tenure.signal.aborted };
};

describe('a heartbeat that fails ends the tenure', () => {
  it('and the consumer is replaced where the client would go on as if nothing were', async () => {
    const failure = Object.assign(new Error('Request Heartbeat timed out'), {
      name: 'KafkaJSRequestTimeoutError',
    });
    expect(await whileHeartbeatFails(failure)).toEqual({ lost: [failure], ended: true });
  });

  it.each(['REBALANCE_IN_PROGRESS', 'NOT_COORDINATOR_FOR_GROUP', 'ILLEGAL_GENERATION', 'UNKNOWN_MEMBER_ID'])(
    'and is left to the client where it joins anew by itself: %s',
    async (type) => {
      const failure = Object.assign(new Error('the group changes'), { type });
      expect(await whileHeartbeatFails(failure)).toEqual({ lost: [], ended: true });
    },
  );
});
