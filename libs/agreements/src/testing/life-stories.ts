import type { Act, ActOf } from '../life-cycle/acts.ts';
import { advance } from '../life-cycle/advance.ts';
import type { Life } from '../life-cycle/life.ts';
import { perform } from '../life-cycle/perform.ts';
import { atHour, drafted, hour, li, wang, zhao } from './life.ts';

/** What is done, each at an hour. */
export type Timed = readonly [at: number, act: Act];

/** A life after what was done. */
export const live = (acts: readonly Timed[], from: Life = []): Life =>
  acts.reduce((life, [at, act]) => perform(life, act, atHour(at)), from);

export const proposed = (version: number, at: number, more: Parameters<typeof drafted>[1] = {}): Timed[] => [
  [at, drafted(version, more)],
  [at, { act: 'propose', version, by: '420000' }],
];
export const sign = (version: number, signer = wang): Act => ({ act: 'sign', version, signer });
export const signed = (version: number, at: number, more: Parameters<typeof drafted>[1] = {}): Timed[] => [
  ...proposed(version, at, more),
  [at, sign(version, wang)],
  [at, sign(version, li)],
];
export const emergency = {
  lane: 'emergency',
  grounds: 'an outbreak',
  validFrom: hour(60),
  validTo: hour(200),
} as const;
export const urgent = (version: number, at: number): Timed[] => [
  ...proposed(version, at, { ...emergency, validFrom: hour(at) }),
  [at, sign(version, li)],
  [at, sign(version, zhao)],
];
export const suspend: ActOf<'suspend'> = { act: 'suspend', version: 1, signer: wang, grounds: 'an outbreak' };
export const notice = (until: number): Act => ({
  act: 'give_notice',
  version: 1,
  signer: wang,
  until: hour(until),
});
export const endAtOnce = (signers: readonly [typeof wang, typeof wang], grounds = 'an outbreak'): Act => ({
  act: 'end_in_emergency',
  version: 1,
  signers,
  grounds,
});

/** The states of all versions at an hour. */
export const states = (life: Life, at: number): string[] =>
  advance(life, atHour(at)).map(({ state }) => state);
