import type { DivisionCode } from '@huren/standard';
import type { ActOf } from '../life-cycle/acts.ts';
import type { Signer } from '../life-cycle/life.ts';

export const PARTIES: readonly DivisionCode[] = ['420000', '440000'];
export const THREE: readonly DivisionCode[] = [...PARTIES, '510000'];

/** An hour of March 2020, counted from its first, as RFC 3339. */
export const hour = (count: number): string =>
  `${new Date(Date.UTC(2020, 2, 1, count) + 28_800_000).toISOString().slice(0, 19)}+08:00`;

export const atHour = (count: number): Date => new Date(hour(count));

export const drafted = (version: number, more: Partial<ActOf<'draft'>> = {}): ActOf<'draft'> => ({
  act: 'draft',
  version,
  parties: PARTIES,
  lane: 'ordinary',
  grounds: null,
  validFrom: hour(48),
  validTo: null,
  ...more,
});

export const wang: Signer = { party: '420000', person: 'Wang' };
export const li: Signer = { party: '440000', person: 'Li' };
export const zhao: Signer = { party: '440000', person: 'Zhao' };
