/** A folder with data folders that temporary federations begin with, where a run of tests has made one. */
export const dataTemplates = (): string | undefined => process.env['HUREN_DATA_TEMPLATES'];

/** Where Node keeps what it has compiled, for processes that get settings of their own and nothing else. */
export const compileCache = (): Record<string, string> => {
  const { NODE_COMPILE_CACHE } = process.env;
  return NODE_COMPILE_CACHE ? { NODE_COMPILE_CACHE } : {};
};
