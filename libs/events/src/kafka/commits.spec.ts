import { describe, expect, it } from '@jest/globals';
import { commitsByTenure } from './commits.ts';
import { REJOINED } from './tenure.ts';

type Offsets = { topics: { topic: string; partitions: { partition: number; offset: string }[] }[] };

/** A client that notes what it is to commit. */
const noting = (answer: () => Promise<void> = () => Promise.resolve()) => {
  const sent: Offsets[] = [];
  const commitOffsetsIfNecessary = (offsets?: Offsets): Promise<void> => {
    if (offsets) sent.push(offsets);
    return answer();
  };
  return { sent, payload: { commitOffsetsIfNecessary } };
};

const at = (partition: number, offset: number) => ({ topic: 't', partition, offset });

describe('places that are committed', () => {
  it('at the same time, or while a request is under way, go together', async () => {
    const under = Promise.withResolvers<void>();
    const { sent, payload } = noting(() => under.promise);
    const commit = commitsByTenure()(new AbortController());
    const done = [commit(payload, at(0, 5)), commit(payload, at(1, 7))];
    while (sent.length === 0) await new Promise((turn) => setImmediate(turn));
    done.push(commit(payload, at(0, 6)), commit(payload, at(2, 1)));
    under.resolve();
    await Promise.all(done);
    expect(sent.map(({ topics }) => topics[0]?.partitions)).toEqual([
      [
        { partition: 0, offset: '5' },
        { partition: 1, offset: '7' },
      ],
      [
        { partition: 0, offset: '6' },
        { partition: 2, offset: '1' },
      ],
    ]);
  });

  it('are not, once the group was joined anew', async () => {
    const { sent, payload } = noting();
    const tenure = new AbortController();
    const done = commitsByTenure()(tenure)(payload, at(0, 5));
    tenure.abort(REJOINED);
    await done;
    expect(sent).toEqual([]);
  });

  it('reject together with what the broker said, and the next go on', async () => {
    const answers = [() => Promise.reject(new Error('rebalancing')), () => Promise.resolve()];
    const { payload } = noting(() => (answers.shift() ?? (() => Promise.resolve()))());
    const commit = commitsByTenure()(new AbortController());
    const both = [commit(payload, at(0, 5)), commit(payload, at(1, 7))];
    expect((await Promise.allSettled(both)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(commit(payload, at(0, 6))).resolves.toBeUndefined();
  });
});
