import type { Path } from '@huren/recognition';
import { provinceOf } from '@huren/standard';
import type { DivisionCode, IssuerCode } from '@huren/standard';
import type { Arrival } from './arrival-store.ts';

/** The province with which the record of a stay is shared: one that decides itself, else none. */
export const sharedWithBy = (path: Path, destination: DivisionCode): IssuerCode | null =>
  path === 1 ? provinceOf(destination) : null;

export type SharingChange = {
  /** Stays as they are to be. */
  readonly stays: readonly Arrival[];
  /** Those that were otherwise. */
  readonly changed: readonly Arrival[];
  /** Provinces that get the record now. */
  readonly begins: readonly IssuerCode[];
  /** Provinces that have it no longer. */
  readonly ends: readonly IssuerCode[];
};

const provincesOf = (stays: readonly Arrival[]): Set<IssuerCode> =>
  new Set(stays.flatMap(({ sharedWith }) => (sharedWith ? [sharedWith] : [])));

/** What the paths of their destinations make of the open stays of one code. Pure. */
export const sharingByPaths = (
  stays: readonly Arrival[],
  pathOf: (destination: DivisionCode) => Path,
): SharingChange => {
  const next = stays.map((stay) => ({
    ...stay,
    sharedWith: sharedWithBy(pathOf(stay.destination), stay.destination),
  }));
  const [before, after] = [provincesOf(stays), provincesOf(next)];
  return {
    stays: next,
    changed: next.filter(({ sharedWith }, at) => sharedWith !== stays[at]?.sharedWith),
    begins: [...after].filter((province) => !before.has(province)),
    ends: [...before].filter((province) => !after.has(province)),
  };
};
