import { describe, expect, it } from '@jest/globals';
import { heldAt } from './held-at.ts';

const entry = (key: string, revision: number, recordedAt: string) => ({
  key,
  revision,
  recordedAt,
  data: `${key}${revision}`,
});

const history = [
  entry('a', 1, '2020-03-01T00:00:00+08:00'),
  entry('a', 2, '2020-03-18T12:00:00+08:00'),
  entry('b', 1, '2026-11-24T00:00:00+08:00'),
  entry('a', 3, '2020-03-20T00:00:00+08:00'),
];

const held = (at?: string) => heldAt(history, at ? new Date(at) : undefined).map(({ data }) => data);

describe('what held at an instant', () => {
  it('is the last revision that had been told, from the instant on at which it was', () => {
    expect(held('2020-03-18T11:59:59+08:00')).toEqual(['a1']);
    expect(held('2020-03-18T12:00:00+08:00')).toEqual(['a2']);
    expect(held()).toEqual(['a3', 'b1']);
  });

  it('is the first revision also before the register began to tell, and no other before it was told', () => {
    expect(held('2019-01-01T00:00:00+08:00')).toEqual(['a1']);
    expect(held('2026-11-23T23:59:59+08:00')).toEqual(['a3']);
    expect(held('2026-11-24T00:00:00+08:00')).toEqual(['a3', 'b1']);
  });

  it('is what was signed from when its last party had signed, although it was told later, and not before', () => {
    const signed = (key: string, ...signatures: string[]) => ({
      ...entry(key, 1, '2026-11-24T00:00:00+08:00'),
      data: { proof: { signatures: signatures.map((at) => ({ at })) } },
    });
    const founded = signed('founded', '2020-03-14T00:00:00+08:00', '2020-03-16T00:00:00+08:00');
    const later = signed('later', '2026-11-24T00:00:00+08:00');
    const known = (at: string) => heldAt([founded, later], new Date(at)).map(({ key }) => key);
    expect(known('2020-03-15T23:59:59+08:00')).toEqual([]);
    expect(known('2020-03-16T00:00:00+08:00')).toEqual(['founded']);
    expect(known('2026-11-24T00:00:00+08:00')).toEqual(['founded', 'later']);
  });
});
