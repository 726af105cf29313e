/** A made-up resident, by a number that is theirs alone. */
export type Resident = { readonly type: 'resident_id'; readonly number: string; readonly name: string };

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

const checkOf = (digits: string): string =>
  '10X98765432'.charAt(WEIGHTS.reduce((sum, weight, at) => sum + weight * Number(digits.charAt(at)), 0) % 11);

/** The n-th resident of a county: 999 a year of birth. */
export const resident = (county: string, n: number): Resident => {
  const digits = `${county}${1930 + (Math.floor(n / 999) % 90)}0101${String((n % 999) + 1).padStart(3, '0')}`;
  return { type: 'resident_id', number: digits + checkOf(digits), name: `试${n}` };
};
