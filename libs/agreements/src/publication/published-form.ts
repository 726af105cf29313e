import type { DivisionCode } from '@huren/standard';
import { advance, nextTimer } from '../life-cycle/advance.ts';
import { holding } from '../life-cycle/life.ts';
import type { Leaving, Life, VersionLife } from '../life-cycle/life.ts';

/** How a version that was signed stands for whoever decides by its dates alone. Times are RFC 3339. */
export type PublishedForm = {
  readonly version: number;
  readonly state: 'in_force' | 'suspended' | 'ended';
  /** One authority by its code, several by theirs; null: nobody. */
  readonly suspendedBy: DivisionCode | DivisionCode[] | null;
  readonly validFrom: string;
  readonly validTo: string | null;
  /** Who leaves it while others go on. Absent: nobody. */
  readonly leaving?: readonly Leaving[];
};

/** A life as it is, and as time alone will make it, one instant after the other. */
const courseOf = (life: Life): Life[] => {
  const due = nextTimer(life);
  return due ? [life, ...courseOf(advance(life, due))] : [life];
};

const numbered = (life: Life, { version }: VersionLife): VersionLife | undefined =>
  life.find((other) => other.version === version);

const formOf = (version: VersionLife, course: readonly Life[]): PublishedForm => {
  const { version: number, validFrom, validTo } = numbered(course.at(-1) ?? [], version) ?? version;
  const held = course.map(holding).findLast((one) => one?.version === number);
  const [first = null, ...others] = held?.suspendedBy ?? [];
  const suspendedBy = first !== null && others.length > 0 ? [first, ...others] : first;
  const goesOn = suspendedBy === null ? 'in_force' : 'suspended';
  return {
    version: number,
    state: version.state === 'ended' ? 'ended' : goesOn,
    suspendedBy,
    validFrom,
    validTo,
    ...(version.leaving && { leaving: version.leaving }),
  };
};

/**
 * The versions that were ever signed, as whoever decides is told of them: with the ends that follow from versions to
 * come, so that at every instant the newest in date is the one that holds, also for whoever hears nothing more.
 */
export const publishedForms = (life: Life): PublishedForm[] => {
  const course = courseOf(life);
  return life
    .filter(({ state }) => !['draft', 'proposed', 'withdrawn'].includes(state))
    .map((version) => formOf(version, course));
};
