import { describe, expect, it } from '@jest/globals';
import { drafted, hour, li, wang, zhao } from '../testing/life.ts';
import {
  emergency,
  endAtOnce,
  live,
  proposed,
  sign,
  states,
  suspend,
  urgent,
} from '../testing/life-stories.ts';
import type { Timed } from '../testing/life-stories.ts';
import type { Act } from './acts.ts';
import type { Life } from './life.ts';

describe('a party to an agreement of several', () => {
  const THREE = ['420000', '440000', '510000'] as const;
  const chen = { party: '510000', person: 'Chen' } as const;
  const three = (version: number, at: number, more: Parameters<typeof drafted>[1] = {}): Timed[] => [
    ...proposed(version, at, { parties: THREE, ...more }),
    ...[wang, li, chen].map((signer): Timed => [at, sign(version, signer)]),
  ];
  const noticeBy = (signer: typeof li, until: number, version = 1): Act => ({
    ...{ act: 'give_notice', version, signer, until: hour(until) },
  });
  const leavings = (life: Life) => life.map(({ leaving = [] }) => leaving.map(({ party }) => party));

  it('leaves by notice, or at once by two of its people, and the others go on', () => {
    const life = live([...three(1, 0), [60, noticeBy(wang, 300)]]);
    expect(life[0]).toMatchObject({ leaving: [{ party: '420000', until: hour(300) }], validTo: null });
    expect(states(life, 301)).toEqual(['in_force']);
    const atOnce = live([...three(1, 0), [60, endAtOnce([li, zhao])]]);
    expect(atOnce[0]).toMatchObject({ leaving: [{ party: '440000', until: hour(60) }], validTo: null });
    expect(states(atOnce, 60)).toEqual(['in_force']);
  });

  it('leaves by the earliest of its notices', () => {
    const life = live([...three(1, 0), [60, noticeBy(wang, 300)], [61, noticeBy(wang, 400)]]);
    expect(life[0]?.leaving).toEqual([{ party: '420000', until: hour(300) }]);
    const earlier = live([[62, noticeBy(wang, 250)]], life);
    expect(earlier[0]?.leaving).toEqual([{ party: '420000', until: hour(250) }]);
  });

  it('ends it as the last but one that leaves', () => {
    const life = live([...three(1, 0), [60, noticeBy(wang, 300)], [60, noticeBy(li, 250)]]);
    expect(leavings(life)).toEqual([['420000', '440000']]);
    expect(states(life, 299)).toEqual(['in_force']);
    expect(states(life, 300)).toEqual(['ended']);
  });

  it('that has left acts no more, but to resume what it has suspended', () => {
    const gone = live([...three(1, 0), [60, suspend], [60, noticeBy(wang, 300)]]);
    const after = (act: Act): Life => live([[300, act]], gone);
    for (const act of [{ ...suspend }, noticeBy(wang, 500), endAtOnce([wang, { ...wang, person: 'Ma' }])])
      expect(() => after(act)).toThrow('420000 has left');
    expect(states(after({ act: 'resume', version: 1, signer: wang }), 300)).toEqual(['in_force']);
  });

  /** An emergency version of Guangdong, laid over at an hour. */
  const laidOver = (version: number, at: number): Timed[] => [
    [at, drafted(version, { ...emergency, parties: THREE, validFrom: hour(at), validTo: hour(at + 200) })],
    [at, { act: 'propose', version, by: '440000' }],
    [at, sign(version, li)],
    [at, sign(version, zhao)],
  ];

  it('that has left proposes, signs and withdraws no emergency version', () => {
    const gone = live([...three(1, 0), [60, noticeBy(wang, 300)]]);
    const [draft, propose, ...signs] = laidOver(2, 310);
    const proposal = live(
      [draft, propose].filter((one) => one !== undefined),
      gone,
    );
    for (const act of [sign(2, wang), { act: 'withdraw', version: 2, by: '420000' } as const])
      expect(() => live([[311, act]], proposal)).toThrow('420000 has left version 1');
    const draftAlone = live(
      [draft].filter((one) => one !== undefined),
      gone,
    );
    const its: Act = { act: 'propose', version: 2, by: '420000' };
    expect(() => live([[311, its]], draftAlone)).toThrow('420000 has left version 1');
    expect(states(live(signs, proposal), 311)).toEqual(['overlaid', 'in_force']);
  });

  it('is no party to what follows its end, whose suspension by it is over as well', () => {
    const gone = live([...three(1, 0), [60, suspend], [60, noticeBy(wang, 300)]]);
    const rest = { parties: THREE.slice(1) };
    const early = drafted(2, { ...rest, validFrom: hour(299) });
    expect(() => live([[61, early]], gone)).toThrow('420000 is a party');
    const next = live(
      [
        [61, drafted(2, { ...rest, validFrom: hour(300) })],
        [61, { act: 'propose', version: 2, by: '510000' }],
        [62, sign(2, li)],
        [62, sign(2, chen)],
      ],
      gone,
    );
    expect(states(next, 299)).toEqual(['suspended', 'signed']);
    expect(states(next, 300)).toEqual(['amended', 'in_force']);
  });

  it('leaves what is signed by then, also what is to come, and an emergency version that is laid over it', () => {
    const life = live([
      ...three(1, 0),
      ...three(2, 1, { validFrom: hour(400) }),
      [60, noticeBy(wang, 300)],
      ...urgent(3, 70).map(([at, act]): Timed => [
        at,
        act.act === 'draft' ? { ...act, parties: THREE } : act,
      ]),
    ]);
    expect(leavings(life)).toEqual([['420000'], ['420000'], ['420000']]);
    expect(life[2]?.restsOn).toEqual([1]);
    expect(live(urgent(1, 60))[0]?.restsOn).toEqual([]);
  });

  it('is bound again by what it signs after its notice: an emergency version ends before that', () => {
    const life = live([
      ...three(1, 0),
      [60, noticeBy(wang, 300)],
      ...three(2, 61, { validFrom: hour(400) }),
      ...laidOver(3, 310),
    ]);
    expect(leavings(life)).toEqual([['420000'], [], ['420000']]);
    expect(life[2]).toMatchObject({ restsOn: [1], validTo: hour(400) });
    expect(states(life, 400)).toEqual(['amended', 'in_force', 'ended']);
  });

  it('is under no emergency version that rests on what would begin only as that ends', () => {
    const life = live([
      ...three(1, 0),
      ...three(2, 1, { validFrom: hour(400) }),
      [60, noticeBy(wang, 300)],
      ...three(3, 61, { validFrom: hour(400) }),
      ...laidOver(4, 310),
    ]);
    expect(leavings(life)).toEqual([['420000'], ['420000'], [], ['420000']]);
    expect(life[3]).toMatchObject({ restsOn: [1], validTo: hour(400) });
  });

  it('ends what lies over a version that it ends, if that has begun, be it this very moment', () => {
    const signed = [wang, li].map((signer): Timed => [1, sign(1, signer)]);
    const life = live([...proposed(1, 0), ...signed, ...laidOver(2, 10)]);
    expect(states(life, 48)).toEqual(['overlaid', 'in_force']);
    const endedAt = (at: number) => states(live([[at, endAtOnce([li, zhao])]], life), 48);
    expect(endedAt(48)).toEqual(['ended', 'ended']);
    expect(endedAt(47)).toEqual(['ended', 'in_force']);
  });

  it('is a party to what follows, also where that was drafted before the party was bound', () => {
    const others = { parties: THREE.slice(0, 2) };
    const drafts = [...proposed(1, 0, { parties: THREE }), ...proposed(2, 0, others)];
    const bound = live([...drafts, ...[wang, li, chen].map((signer): Timed => [1, sign(1, signer)])]);
    const then = live([[1, sign(2, wang)]], bound);
    expect(() => live([[1, sign(2, li)]], then)).toThrow('510000 is a party, and not to version 2');
    const urgently = [
      ...drafts,
      ...proposed(3, 0, { ...emergency, ...others, validFrom: hour(0) }),
      ...[wang, li, chen].map((signer): Timed => [1, sign(1, signer)]),
      [1, sign(3, li)] as const,
    ];
    expect(() => live([...urgently, [1, sign(3, zhao)]])).toThrow('510000 is a party, and not to version 3');
  });
});
