/** What JSON writes by an escape alone: NUL, and halves of surrogate pairs. */
const ESCAPED = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/;

/** Whether a value has no text that a database does not take: by an event with such nothing could be kept that rests on it. */
export const isKeepable = (value: unknown): boolean => !ESCAPED.test(JSON.stringify(value));

export const UNKEEPABLE = 'has a NUL character, or half of a surrogate pair';
