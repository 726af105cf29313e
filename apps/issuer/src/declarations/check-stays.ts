import { ProblemException, problem } from '@huren/platform';
import { chinaDay, isDivision, startOfChinaDay } from '@huren/standard';
import type { StayDto } from './declarations.dto.ts';

/** How stays are refused. */
export const STAY_FAULTS = ['unknown_division', 'future'];

type Fault = { pointer: string; reason: string };

const placeFaults = ({ leftOn, division, country }: StayDto, at: string): Fault[] => {
  if ((division === undefined) === (country === undefined)) {
    return [{ pointer: at, reason: 'has either `division` or `country`' }];
  }
  if (division !== undefined && !isDivision(division, startOfChinaDay(leftOn))) {
    return [{ pointer: `${at}/division`, reason: 'is no division of GB/T 2260 at that time' }];
  }
  return [];
};

/** Refuses stays at places that did not exist, and those that end later than today in China. @throws ProblemException that names each */
export const checkStays = (stays: readonly StayDto[], under: string, now: Date): void => {
  const future = stays.flatMap(({ leftOn }, at): Fault[] =>
    leftOn > chinaDay(now) ? [{ pointer: `${under}/${at}/leftOn`, reason: 'lies in the future' }] : [],
  );
  if (future.length > 0)
    throw new ProblemException(problem(422, 'future', 'A stay has not ended yet.', future));
  const misplaced = stays.flatMap((stay, at) => placeFaults(stay, `${under}/${at}`));
  if (misplaced.length > 0)
    throw new ProblemException(problem(422, 'unknown_division', 'A stay is at no known place.', misplaced));
};
