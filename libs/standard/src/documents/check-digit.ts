const MODULUS = 11;
const CHARACTERS = '10X98765432';

/** The check character of 17 digits by ISO 7064 MOD 11-2, as GB 11643 asks for. */
export const checkCharacter = (digits: string): string => {
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * 2 ** (17 - at), 0);
  return CHARACTERS.charAt(sum % MODULUS);
};

/** Whether a number is 17 digits and the check character that fits them. */
export const hasValidCheck = (number: string): boolean =>
  /^\d{17}[\dX]$/.test(number) && checkCharacter(number.slice(0, 17)) === number.charAt(17);

/** Whether digits 7 to 14 of an 18-digit number are a day of the calendar. */
export const hasBirthday = (number: string): boolean => {
  const day = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
};

/** The 18-digit number of a 15-digit one, which belong to people born in the twentieth century. */
export const upgrade = (number: string): string => {
  const digits = `${number.slice(0, 6)}19${number.slice(6)}`;
  return digits + checkCharacter(digits);
};
