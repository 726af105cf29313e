/** @throws Error with the message, where it does not hold */
export const must = (holds, message) => {
  if (!holds) throw new Error(message);
};
