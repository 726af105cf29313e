import type { Chance } from './chance.ts';
import { TURNS, faultGroups, nameOf } from './faults.ts';
import type { Fault, Planned } from './faults.ts';

/** The fewest faults of a run: one of every group. */
export const fewestFaults = (): number => faultGroups().length;

const [SHORT_MS, LONG_MS] = [1_500, 12_000];

/** Some silences last longer than the time limits and the sessions of those they part. */
const isLasting = (fault: Fault): boolean =>
  fault.kind === 'freeze' ? fault.target !== 'kafka' : fault.kind === 'cut' && fault.how === 'silent';

const holdOf = (fault: Fault, chance: Chance): number => {
  const isLong = isLasting(fault) && chance.next() < 0.4;
  return isLong ? LONG_MS : SHORT_MS + Math.floor(chance.next() * SHORT_MS);
};

const only = (name: RegExp, faults: readonly Fault[]): Fault[] =>
  faults.filter((fault) => name.test(`${nameOf(fault).kind} ${nameOf(fault).target}`));

/**
 * Faults in an order of chance: one of each group, then any, up to `count`; with a smaller count some are left out, and
 * so are those whose kind and target don't match `name`.
 */
export const planOf = (chance: Chance, count: number, name = /./): Planned[] => {
  const groups = faultGroups(chance.pick(TURNS)).flatMap((group) => {
    const left = only(name, group);
    return left.length > 0 ? [left] : [];
  });
  const needed = groups.map((group) => chance.pick(group));
  // The jump alters every code: once is enough, and what follows runs on the later day.
  const anyAgain = groups.flat().filter((fault) => fault.kind !== 'clock');
  const more = Array.from({ length: Math.max(0, count - needed.length) }, () => chance.pick(anyAgain));
  return chance
    .shuffled([...needed, ...more])
    .slice(0, count)
    .map((fault) => ({ fault, holdMs: holdOf(fault, chance) }));
};
