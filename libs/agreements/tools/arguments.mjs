import { parseArgs } from 'node:util';

/** Says why a tool ends without having done anything. */
export const fail = (message) => {
  console.error(message);
  process.exit(2);
};

/** What a tool was given on the command line; one of its arguments that is none ends it. */
export const argumentsOf = (options) => {
  try {
    return parseArgs({ allowPositionals: true, options });
  } catch ({ message }) {
    return fail(message);
  }
};
