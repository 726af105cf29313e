import { isInForce } from '@huren/recognition';
import { describe, expect, it } from '@jest/globals';
import type { Act, ActOf } from '../life-cycle/acts.ts';
import { advance } from '../life-cycle/advance.ts';
import { holding } from '../life-cycle/life.ts';
import type { Life } from '../life-cycle/life.ts';
import { perform } from '../life-cycle/perform.ts';
import { atHour, drafted, hour, li, wang, zhao } from '../testing/life.ts';
import { publishedForms } from './published-form.ts';

type Timed = readonly [at: number, act: Act];

const live = (acts: readonly Timed[]): Life =>
  acts.reduce<Life>((life, [at, act]) => perform(life, act, atHour(at)), []);

const version = (number: number, at: number, more: Parameters<typeof drafted>[1] = {}): Timed[] => [
  [at, drafted(number, more)],
  [at, { act: 'propose', version: number, by: '420000' }],
  [at, { act: 'sign', version: number, signer: more.lane === 'emergency' ? zhao : wang }],
  [at, { act: 'sign', version: number, signer: li }],
];

const urgent = (number: number, at: number, to: number) =>
  version(number, at, { lane: 'emergency', grounds: 'an outbreak', validFrom: hour(at), validTo: hour(to) });
const suspend = (number: number): ActOf<'suspend'> => ({
  act: 'suspend',
  version: number,
  signer: li,
  grounds: 'an outbreak',
});

/** Which version holds, and how, for whoever was told of a life and then hears nothing more. */
const heldFor = (life: Life, at: number): unknown => {
  const told = publishedForms(life).toReversed();
  const newest = told.find((form) => isInForce(form, atHour(at)) && form.state !== 'ended');
  return newest && [newest.version, [newest.suspendedBy ?? []].flat()];
};

const heldIn = (life: Life, at: number): unknown => {
  const held = holding(advance(life, atHour(at)));
  return held && [held.version, held.suspendedBy];
};

const STORIES: Record<string, readonly Timed[]> = {
  'a newer version': [...version(1, 0), ...version(2, 1, { validFrom: hour(90) })],
  'a newer version that ends': [
    ...version(1, 0),
    ...version(2, 1, { validFrom: hour(90), validTo: hour(95) }),
  ],
  'an emergency version': [...version(1, 0), ...urgent(2, 60, 80)],
  'an emergency version over one that ends': [...version(1, 0, { validTo: hour(75) }), ...urgent(2, 60, 80)],
  'a newer version under an emergency version': [
    ...version(1, 0),
    ...version(2, 1, { validFrom: hour(70) }),
    ...urgent(3, 60, 80),
  ],
  'a suspension that a newer version inherits': [
    ...version(1, 0),
    ...version(2, 1, { validFrom: hour(90) }),
    [60, suspend(1)],
  ],
  'a suspension by both parties, that one of them has lifted since': [
    ...version(1, 0),
    ...version(2, 1, { validFrom: hour(90) }),
    [60, suspend(1)],
    [61, { ...suspend(1), signer: wang }],
    [62, { act: 'resume', version: 1, signer: li }],
  ],
  'a suspended emergency version': [...version(1, 0), ...urgent(2, 60, 80), [62, suspend(2)]],
  'an end at once, and a version that never begins': [
    ...version(1, 0),
    ...version(2, 1, { validFrom: hour(90) }),
    [61, { act: 'end_in_emergency', version: 1, signers: [li, zhao], grounds: 'an outbreak' }],
  ],
};

describe('a life as it is published', () => {
  it.each(Object.keys(STORIES))(
    'tells by dates alone which version holds at every later hour: %s',
    (name) => {
      const life = live(STORIES[name] ?? []);
      for (let at = 62; at < 120; at += 1) expect([at, heldFor(life, at)]).toEqual([at, heldIn(life, at)]);
    },
  );

  it('names whoever has suspended it, one by its code, several by theirs', () => {
    const one = [...version(1, 0), [60, suspend(1)]] satisfies Timed[];
    const both = [...one, [61, { ...suspend(1), signer: wang }]] satisfies Timed[];
    expect(publishedForms(live(one))).toMatchObject([{ state: 'suspended', suspendedBy: '440000' }]);
    expect(publishedForms(live(both))).toMatchObject([{ suspendedBy: ['440000', '420000'] }]);
    expect(publishedForms(live(version(1, 0)))).toMatchObject([{ state: 'in_force', suspendedBy: null }]);
  });

  it('names whoever leaves it while the others go on', () => {
    const parties = ['420000', '440000', '510000'] as const;
    const three = [
      ...version(1, 0, { parties }),
      [0, { act: 'sign', version: 1, signer: { party: '510000', person: 'Chen' } }],
      [60, { act: 'give_notice', version: 1, signer: li, until: hour(300) }],
    ] satisfies Timed[];
    expect(publishedForms(live(three))).toMatchObject([
      { state: 'in_force', validTo: null, leaving: [{ party: '440000', until: hour(300) }] },
    ]);
    expect(publishedForms(live(version(1, 0)))[0]).not.toHaveProperty('leaving');
  });

  it('has no version that was not signed', () => {
    expect(publishedForms(live(version(1, 0).slice(0, 3)))).toEqual([]);
  });
});
