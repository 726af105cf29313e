/** The earliest of some instants; null where there is none. */
export const earliest = (...instants: readonly (Date | null)[]): Date | null => {
  const times = instants.flatMap((instant) => (instant ? [instant.getTime()] : []));
  return times.length === 0 ? null : new Date(Math.min(...times));
};
