import { asideBy } from '../threads.ts';
import type { DifferenceOf, TwoVersions } from './difference-of.ts';

/** So many may be under way: a rule set takes seconds. */
const MOST = 20;

const aside = asideBy<TwoVersions, unknown>(new URL('./difference.worker', import.meta.url), MOST);

/** How two versions differ, worked out on a thread of its own, one after the other. @throws ProblemException */
export const differenceAside = <V extends TwoVersions>(versions: V): Promise<DifferenceOf<V>> =>
  aside(versions) as Promise<DifferenceOf<V>>;
