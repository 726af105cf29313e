import { TRANSITIONS, transitionFaults } from '@huren/agreements';
import type { Transitions } from '@huren/agreements';
import { StartError } from '@huren/platform';

/** @throws StartError where the life of agreements and rule sets, as it stands in the table, cannot be lived */
export const checkTransitions = (table: Transitions = TRANSITIONS): void => {
  const faults = transitionFaults(table);
  if (faults.length > 0)
    throw new StartError(`The transitions of agreements and rule sets are faulty: ${faults.join(', ')}.`);
};
