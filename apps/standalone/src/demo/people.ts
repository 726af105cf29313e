/** A made-up person, by the number of their resident ID. */
export type Person = { readonly type: string; readonly number: string; readonly name: string };

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

const checkOf = (digits: string): string =>
  '10X98765432'.charAt(WEIGHTS.reduce((sum, weight, at) => sum + weight * Number(digits.charAt(at)), 0) % 11);

/** The n-th made-up resident of a county: born on 1 January 1980, as nobody's sequence number is that high. */
export const resident = (county: string, n: number): Person => {
  const digits = `${county}198${Math.floor(n / 1000) % 10}0101${String(n % 1000).padStart(3, '0')}`;
  return { type: 'resident_id', number: digits + checkOf(digits), name: `试${n}` };
};

/** The n-th made-up foreigner. */
export const foreigner = (n: number): Person => ({
  type: 'passport',
  number: `E${String(n).padStart(8, '0')}`,
  name: `Sample Person ${n}`,
});
