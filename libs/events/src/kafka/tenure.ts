/** Why a tenure ended for good: the group has been joined anew, and what it had is not ours to commit. */
export const REJOINED = new Error('the group was joined anew');

/** The time between joining a group and its next change, as a controller that is aborted at its end. */
export const createTenure = () => {
  let current = new AbortController();
  return {
    get: () => current,
    /** The group has been joined. */
    renew: (): void => {
      current.abort(REJOINED);
      current = new AbortController();
    },
    /** The group changes, or is left: what was handled may still be committed. */
    revoke: (): void => current.abort(),
  };
};
