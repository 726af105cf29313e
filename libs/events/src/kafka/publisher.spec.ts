import { describe, expect, it, jest } from '@jest/globals';
import type { Kafka } from 'kafkajs';
import { written } from '../contracts/draft.ts';
import { freshTopic } from '../testing/harness.ts';
import { stateEvent } from '../testing/topics.ts';
import { createPublisher } from './publisher.ts';

/** A cluster that answers no request. */
const silent = () => {
  const sendBatch = jest.fn(() => Promise.reject(new Error('no answer')));
  const disconnect = jest.fn(() => Promise.resolve());
  const producer = { connect: () => Promise.resolve(), disconnect, sendBatch };
  return { sendBatch, disconnect, kafka: { producer: () => producer } as unknown as Kafka };
};

describe('a request that is not answered', () => {
  it('is not sent again once the events are somebody else’s, and its producer goes', async () => {
    const { kafka, sendBatch, disconnect } = silent();
    const gone = () => Promise.reject(new Error('the connection is gone'));
    const done = createPublisher(kafka, () => undefined).publish(
      written([stateEvent(freshTopic('state'), 'a', 1)]),
      gone,
    );
    await expect(done).rejects.toThrow('the connection is gone');
    expect(sendBatch).toHaveBeenCalledTimes(1);
    expect(disconnect).toHaveBeenCalledTimes(1);
  });

  it('is sent again as long as they are ours', async () => {
    const { kafka, sendBatch } = silent();
    const answers = [() => Promise.resolve(), () => Promise.reject(new Error('the connection is gone'))];
    const ask = () => (answers.shift() ?? (() => Promise.resolve()))();
    const retried = jest.fn();
    const publisher = createPublisher(kafka, retried);
    const done = publisher.publish(written([stateEvent(freshTopic('state'), 'a', 1)]), ask);
    await expect(done).rejects.toThrow('the connection is gone');
    expect(sendBatch).toHaveBeenCalledTimes(2);
    expect(retried).toHaveBeenCalledTimes(2);
    expect(retried).toHaveBeenCalledWith(new Error('no answer'));
  });
});
