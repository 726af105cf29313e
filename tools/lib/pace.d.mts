/** How many times as long as on the machine for which times are stated work takes here and now, from 1 to 3. */
export const slowness: () => Promise<number>;
