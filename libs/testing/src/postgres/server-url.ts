/** The server of this run of tests: the one that the runner started, or the one named. */
export const serverUrl = (): string => {
  const url = process.env['DATABASE_URL'];
  if (url) return url;
  throw new Error(
    'There is no PostgreSQL: integration tests are files named *.integration.spec.ts, run by jest.',
  );
};
