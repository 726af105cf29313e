/** How many times as long as on the machine for which times are stated work takes on so many cores at once, from 1 to 3. */
export const slowness: (cores?: 1 | 2) => Promise<number>;
