import type { Consumer } from 'kafkajs';
import OffsetManager from 'kafkajs/src/consumer/offsetManager/index.js';
import type { Place } from '../progress/place.ts';

/** Messages from a place on that were past their retention, and gone, before they were handled. */
export interface PassedOver extends Place {
  count: number;
}

const COMMITTED = 'consumer.commit_offsets';

/**
 * Where messages that a group has not handled are gone, the client goes on at what is left, says nothing, and commits
 * no place, so that what goes there later is not missed either. Here the member commits where what is left begins, and
 * then tells: whoever has the partition next finds nothing to tell.
 */
export const tellWhatIsPassedOver = (): void => {
  OffsetManager.prototype.setDefaultOffset = async function (this: OffsetManager, { topic, partition }) {
    const offset = Number(this.nextOffset(topic, partition));
    const asked = { topic, partitions: [{ partition }], fromBeginning: true };
    const topics = await this.cluster.fetchTopicsOffset([asked]);
    await this.commitOffsets({ topics });
    this.clearOffsets({ topic, partition });
    const count = Number(topics[0]?.partitions[0]?.offset) - offset;
    this.instrumentationEmitter.emit(COMMITTED, { topics, passedOver: { topic, partition, offset, count } });
  };
};

/** Told of what a consumer passes over, once it will not do so again. */
export const onPassedOver = (consumer: Consumer, told: (passedOver: PassedOver) => void): void => {
  consumer.on(COMMITTED, ({ payload }: { payload: { passedOver?: PassedOver } }) => {
    // None, where the place was behind the end.
    if (payload.passedOver && payload.passedOver.count > 0) told(payload.passedOver);
  });
};
