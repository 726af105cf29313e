import { asideBy } from '../threads.ts';
import type { DifferenceOf, TwoVersions } from './difference-of.ts';

const aside = asideBy<TwoVersions, unknown>(new URL('./difference.worker', import.meta.url));

/** How two versions differ, worked out on a thread of its own, one after the other. */
export const differenceAside = <V extends TwoVersions>(versions: V): Promise<DifferenceOf<V>> =>
  aside(versions) as Promise<DifferenceOf<V>>;
