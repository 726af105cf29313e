import { ProblemException, problem } from '@huren/platform';
import { isDivision, startOfChinaDay } from '@huren/standard';
import type { StayDto } from './declarations.dto.ts';

const faultsOf = (
  { leftOn, division, country }: StayDto,
  at: string,
): { pointer: string; reason: string }[] => {
  if ((division === undefined) === (country === undefined)) {
    return [{ pointer: at, reason: 'has either `division` or `country`' }];
  }
  if (division !== undefined && !isDivision(division, startOfChinaDay(leftOn))) {
    return [{ pointer: `${at}/division`, reason: 'is no division of GB/T 2260 at that time' }];
  }
  return [];
};

/** Refuses stays at places that did not exist. @throws ProblemException that names each */
export const checkStays = (stays: readonly StayDto[], under: string): void => {
  const faults = stays.flatMap((stay, at) => faultsOf(stay, `${under}/${at}`));
  if (faults.length > 0)
    throw new ProblemException(problem(422, 'unknown_division', 'A stay is at no known place.', faults));
};
