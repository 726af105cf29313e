/** Consumers whose dead letters make a code unavailable: of its holder's facts, and of the levels of where they were. */
export const FACTS_GROUP = 'issuer.facts';
export const LEVELS_GROUP = 'issuer.levels';

/** Consumer whose dead letters make a known arrival unavailable. */
export const SHARES_GROUP = 'issuer.shares';
