import { Failure } from './failure.mjs';

/**
 * Refuses what a task does not take.
 * @param {readonly string[]} args
 * @param {string} usage a sentence without its full stop
 * @param {readonly string[]} [known]
 */
export const takeOnly = (args, usage, known = []) => {
  const others = args.filter((arg) => !known.includes(arg));
  if (others.length > 0) throw new Failure(`${usage}; not ${others.join(', ')}.`);
};
