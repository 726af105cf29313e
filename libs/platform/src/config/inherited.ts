/** A folder with a cluster that temporary federations copy, where a run of tests has made one. */
export const clusterTemplate = (): string | undefined => process.env['HUREN_CLUSTER_TEMPLATE'];

/** Where Node keeps what it has compiled, for processes that get settings of their own and nothing else. */
export const compileCache = (): Record<string, string> => {
  const { NODE_COMPILE_CACHE } = process.env;
  return NODE_COMPILE_CACHE ? { NODE_COMPILE_CACHE } : {};
};
