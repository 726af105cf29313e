import { NATIONAL_PLATFORM, isWithin } from '@huren/standard';
import type { DivisionCode } from '@huren/standard';

/** A party binds itself and what lies within it; the national platform binds nobody else. */
export const binds = (party: DivisionCode, destination: DivisionCode): boolean =>
  party === destination || (party !== NATIONAL_PLATFORM && isWithin(destination, party));
