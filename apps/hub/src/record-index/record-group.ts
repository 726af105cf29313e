/** Consumer of the code topic, whose dead letters make a code unavailable. */
export const RECORD_GROUP = 'hub.records';
