import { describe, expect, it } from '@jest/globals';
import { atHour, drafted, hour, li, wang, zhao } from '../testing/life.ts';
import {
  emergency,
  endAtOnce,
  live,
  notice,
  proposed,
  sign,
  signed,
  states,
  suspend,
  urgent,
} from '../testing/life-stories.ts';
import type { Timed } from '../testing/life-stories.ts';
import { advance, nextTimer } from './advance.ts';
import { LIFE_FAULTS, RefusedAct, holding } from './life.ts';
import type { Life, LifeFault } from './life.ts';

/** Whoever it is, by one and the same key. */
const withKey = (signer: typeof li) => ({ ...signer, publicKey: '04ab' });
/** Zhao, whose key Li alone has vouched for. */
const vouched = { ...zhao, vouchedBy: ' ＬＩ' };
/** Hours that an emergency version may hold. */
const MOST = 30 * 24;
const faultOf = (acts: readonly Timed[]): LifeFault | undefined => {
  try {
    live(acts);
  } catch (error) {
    if (error instanceof RefusedAct) return error.fault;
    throw error;
  }
  return undefined;
};

describe('a version of an agreement', () => {
  it('is drafted, proposed, signed by each party, and in force from its date', () => {
    const life = live(signed(1, 0));
    expect(states(live(proposed(1, 0)), 0)).toEqual(['proposed']);
    expect(states(life, 47)).toEqual(['signed']);
    expect(nextTimer(life)).toEqual(atHour(48));
    expect(states(life, 48)).toEqual(['in_force']);
    expect(nextTimer(advance(life, atHour(48)))).toBeUndefined();
  });

  it('is amended by a new one at the instant at which that takes effect', () => {
    const life = live([...signed(1, 0), ...signed(2, 50, { validFrom: hour(100) })]);
    expect(states(life, 99)).toEqual(['in_force', 'signed']);
    expect(states(life, 100)).toEqual(['amended', 'in_force']);
    expect(advance(life, atHour(100))[0]).toMatchObject({ validTo: hour(100) });
  });

  it('is suspended by a party and resumed by that party alone; a new version is suspended with it', () => {
    const life = live([...signed(1, 0), ...signed(2, 50, { validFrom: hour(100) }), [60, suspend]]);
    expect(states(life, 60)).toEqual(['suspended', 'signed']);
    const next = advance(life, atHour(100));
    expect(next.map(({ state, suspendedBy }) => [state, suspendedBy])).toEqual([
      ['amended', []],
      ['suspended', ['420000']],
    ]);
    expect(states(live([[101, { act: 'resume', version: 2, signer: wang }]], next), 101)).toEqual([
      'amended',
      'in_force',
    ]);
  });

  it('is suspended by as many parties as have suspended it, and resumed when each of them has', () => {
    const both = live([...signed(1, 0), [60, suspend], [61, { ...suspend, signer: li }]]);
    const resume = (signer: typeof li): Timed => [62, { act: 'resume', version: 1, signer }];
    const suspendedBy = (life: Life) => life.map(({ state, suspendedBy: by }) => [state, ...by]);
    expect(suspendedBy(both)).toEqual([['suspended', '420000', '440000']]);
    expect(suspendedBy(live([resume(wang)], both))).toEqual([['suspended', '440000']]);
    expect(suspendedBy(live([resume(wang), resume(li)], both))).toEqual([['in_force']]);
  });

  it('that is suspended when it ends passes the suspension to a version that begins at that instant', () => {
    const life = live([
      ...signed(1, 0, { validTo: hour(100) }),
      ...signed(2, 50, { validFrom: hour(100) }),
      [60, suspend],
    ]);
    expect(states(life, 100)).toEqual(['amended', 'suspended']);
  });

  it('ends by its date, by notice, or in an emergency at once', () => {
    expect(states(live(signed(1, 0, { validTo: hour(90) })), 90)).toEqual(['ended']);
    const noticed = live([...signed(1, 0), ...signed(2, 50, { validFrom: hour(400) }), [60, notice(300)]]);
    expect(states(noticed, 299)).toEqual(['in_force', 'ended']);
    expect(states(noticed, 300)).toEqual(['ended', 'ended']);
    expect(states(live([...signed(1, 0), [60, endAtOnce([li, zhao])]]), 60)).toEqual(['ended']);
  });

  it('in the emergency lane holds at once, signed by two people of one party, and ends by itself', () => {
    const life = live([...signed(1, 0), ...urgent(2, 60)]);
    expect(states(life, 60)).toEqual(['overlaid', 'in_force']);
    expect(states(life, 200)).toEqual(['in_force', 'ended']);
  });

  it('in the emergency lane begins with its second signature, whatever earlier beginning its terms have', () => {
    const begun = { ...emergency, validFrom: hour(48) };
    const life = live([...signed(1, 0), ...proposed(2, 60, begun), [61, sign(2, li)], [61, sign(2, zhao)]]);
    expect(states(life, 61)).toEqual(['overlaid', 'in_force']);
    expect(life[1]).toMatchObject({ validFrom: hour(61), validTo: hour(200) });
  });

  it('in the emergency lane holds for 30 days at most, counted from where it begins', () => {
    const longest = { ...emergency, validFrom: hour(0), validTo: hour(60 + MOST) };
    expect(faultOf([[60, drafted(1, longest)]])).toBeUndefined();
    expect(faultOf([[59, drafted(1, longest)]])).toBe('emergency_too_long');
  });

  it('in the emergency lane ends, at the latest, with the ordinary version that it rests on', () => {
    const over = [...signed(1, 0, { validTo: hour(100) }), ...urgent(2, 60)];
    expect(states(live(over), 100)).toEqual(['ended', 'ended']);
    expect(advance(live(over), atHour(100))[1]).toMatchObject({ validTo: hour(100) });
    const noticed = live([...signed(1, 0), [60, notice(230)], ...urgent(2, 70), ...urgent(3, 71)]);
    expect(states(noticed, 199)).toEqual(['overlaid', 'overlaid', 'in_force']);
    const late = { ...emergency, validFrom: hour(190), validTo: hour(400) };
    const later = live(
      [...proposed(4, 190, late), [190, sign(4, li)], [190, sign(4, zhao)]],
      advance(noticed, atHour(190)),
    );
    expect(states(later, 229)).toEqual(['overlaid', 'ended', 'ended', 'in_force']);
    expect(states(later, 230)).toEqual(['ended', 'ended', 'ended', 'ended']);
  });

  it('in the emergency lane goes on over an ordinary version that follows the one under it', () => {
    const next = signed(2, 0, { validFrom: hour(100) });
    const life = live([...signed(1, 0, { validTo: hour(100) }), ...next, ...urgent(3, 60)]);
    expect(states(life, 100)).toEqual(['amended', 'overlaid', 'in_force']);
    expect(states(life, 200)).toEqual(['amended', 'in_force', 'ended']);
  });

  it('that is suspended has no emergency version over it any more', () => {
    const life = live([...signed(1, 0), ...urgent(2, 60), ...urgent(3, 61), [62, suspend]]);
    expect(life.map(({ state }) => state)).toEqual(['suspended', 'ended', 'ended']);
    expect(holding(life)?.suspendedBy).toEqual(['420000']);
  });
});

const signing = proposed(1, 0);
const REFUSED: Record<LifeFault, readonly Timed[]> = {
  illegal_transition: [...signed(1, 0), [50, sign(1)]],
  unknown_version: [[0, sign(1)]],
  version_order: [[0, drafted(2)]],
  invalid_window: [[0, drafted(1, { validTo: hour(48) })]],
  backdated: [[49, drafted(1)]],
  foreign_party: [...signing, [0, sign(1, { party: '510000', person: 'Chen' })]],
  party_missing: [...signed(1, 0), [1, drafted(2, { parties: ['440000'], validFrom: hour(90) })]],
  already_signed: [...signing, [0, sign(1)], [0, sign(1)]],
  other_party: [...proposed(1, 60, emergency), [60, sign(1)], [60, sign(1, li)]],
  not_independent: [...proposed(1, 60, emergency), [60, sign(1, li)], [60, sign(1, vouched)]],
  lead_time: [...signing, [25, sign(1)], [25, sign(1, li)]],
  notice_too_short: [...signed(1, 0), [60, notice(61)]],
  no_grounds: [...signed(1, 0), [60, endAtOnce([li, zhao], ' ')]],
  no_automatic_end: [[0, drafted(1, { ...emergency, validTo: null })]],
  emergency_too_long: [[0, drafted(1, { ...emergency, validTo: hour(2000) })]],
  suspended: [...signed(1, 0), [55, suspend], ...urgent(2, 60)],
  not_who_suspended: [...signed(1, 0), [60, suspend], [60, { act: 'resume', version: 1, signer: li }]],
};

describe('an act that is not allowed', () => {
  it.each(LIFE_FAULTS)('is refused with its own error: %s', (fault) => {
    expect(faultOf(REFUSED[fault])).toBe(fault);
    expect(faultOf(REFUSED[fault].slice(0, -1))).toBeUndefined();
  });

  it.each<[LifeFault, readonly Timed[]]>([
    ['no_grounds', [[0, drafted(1, { ...emergency, grounds: null })]]],
    [
      'already_signed',
      [...proposed(1, 60, emergency), [60, sign(1, li)], [60, sign(1, { ...li, person: ' ＬＩ' })]],
    ],
    ['already_signed', [...signed(1, 0), [60, endAtOnce([li, li])]]],
    ['already_signed', [...signed(1, 0), [60, endAtOnce([withKey(li), withKey(zhao)])]]],
    [
      'already_signed',
      [...proposed(1, 60, emergency), [60, sign(1, withKey(li))], [60, sign(1, withKey(zhao))]],
    ],
    ['already_signed', [...proposed(1, 0), [0, sign(1, withKey(wang))], [0, sign(1, withKey(li))]]],
    ['other_party', [...signed(1, 0), [60, endAtOnce([li, wang])]]],
    ['not_independent', [...signed(1, 0), [60, endAtOnce([vouched, li])]]],
    ['not_independent', [...signed(1, 0), [60, endAtOnce([vouched, { ...vouched, person: 'Sun' }])]]],
    [
      'foreign_party',
      [
        [0, drafted(1)],
        [0, { act: 'propose', version: 1, by: '510000' }],
      ],
    ],
    ['version_order', [...signing, ...signed(2, 0), [0, sign(1)], [0, sign(1, li)]]],
    ['backdated', [...signed(1, 0), [1, drafted(2, { validFrom: hour(47) })]]],
    [
      'backdated',
      [
        ...proposed(1, 0),
        ...proposed(2, 0, { validFrom: hour(60) }),
        [0, sign(1)],
        [0, sign(1, li)],
        [0, sign(2)],
        ...proposed(3, 0, { validFrom: hour(47) }),
      ],
    ],
    ['invalid_window', [...proposed(1, 0, { ...emergency }), [0, sign(1, li)], [0, sign(1, zhao)]]],
    ['invalid_window', [...proposed(1, 0, { validTo: hour(49) }), [49, sign(1)], [49, sign(1, li)]]],
    ['invalid_window', [[200, drafted(1, emergency)]]],
    [
      'invalid_window',
      [[0, drafted(1, { ...emergency, validFrom: hour(MOST + 1), validTo: hour(MOST + 2) })]],
    ],
    ['illegal_transition', [...signed(1, 0), [50, { act: 'withdraw', version: 1, by: '420000' }]]],
    ['illegal_transition', [...signing, [0, notice(300)]]],
    ['illegal_transition', [...signed(1, 0), [60, suspend], [61, suspend]]],
    [
      'illegal_transition',
      [
        [0, drafted(1)],
        [0, endAtOnce([li, zhao])],
      ],
    ],
  ])('whatever it is about: %s, case %#', (fault, acts) => {
    expect(faultOf(acts)).toBe(fault);
  });

  it('is none where each of two people has a key that the other has not vouched for alone', () => {
    const others: Timed[] = [
      [60, sign(1, { ...vouched, vouchedBy: 'Sun' })],
      [60, sign(1, li)],
    ];
    expect(states(live([...proposed(1, 60, emergency), ...others]), 60)).toEqual(['in_force']);
  });

  it('is none where a party withdraws what it has drafted', () => {
    const life = live([
      [0, drafted(1)],
      [0, { act: 'withdraw', version: 1, by: '440000' }],
    ]);
    expect(states(life, 500)).toEqual(['withdrawn']);
  });
});
