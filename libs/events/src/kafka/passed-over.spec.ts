import { describe, expect, it } from '@jest/globals';
import OffsetManager from 'kafkajs/src/consumer/offsetManager/index.js';
import { tellWhatIsPassedOver } from './passed-over.ts';

const PARTITION = { topic: 't', partition: 0 };

/** A member of a group that goes on at 4, of a partition whose log begins at a place. */
const member = async (low: number, offsetCommit: () => Promise<unknown>) => {
  const events: unknown[] = [];
  const sent: unknown[] = [];
  const committed = { t: { 0: '4' } };
  const manager = new OffsetManager({
    ...{ groupId: 'g', generationId: 2, memberId: 'm', memberAssignment: { t: [0] } },
    cluster: {
      committedOffsets: () => committed,
      fetchTopicsOffset: async () => [{ topic: 't', partitions: [{ partition: 0, offset: String(low) }] }],
    },
    coordinator: {
      isConnected: () => true,
      offsetCommit: async (commit: unknown) => {
        await offsetCommit();
        sent.push(commit);
      },
    },
    instrumentationEmitter: {
      emit: (_: string, payload: object) => 'passedOver' in payload && events.push(payload.passedOver),
    },
  });
  await manager.seek({ ...PARTITION, offset: '4' });
  return { manager, events, sent };
};

describe('what was past its retention before it was handled', () => {
  tellWhatIsPassedOver();

  it('is told once the place of what is left is committed, under the generation of its member', async () => {
    const { manager, events, sent } = await member(10, async () => undefined);
    await manager.setDefaultOffset(PARTITION);
    const topics = [{ topic: 't', partitions: [{ partition: 0, offset: '10' }] }];
    expect(sent).toEqual([{ groupId: 'g', memberId: 'm', groupGenerationId: 2, topics }]);
    expect(events).toEqual([{ ...PARTITION, offset: 4, count: 6 }]);
  });

  it('is left to whoever has the partition now, where the member may not commit', async () => {
    const { manager, events } = await member(10, () =>
      Promise.reject(new Error('the group was joined anew')),
    );
    await expect(manager.setDefaultOffset(PARTITION)).rejects.toThrow('joined anew');
    expect(events).toEqual([]);
  });
});
