import teardownPostgres from './teardown-postgres.mjs';

/** Stops what the set-up started, also after failed tests. */
export default async () => {
  await globalThis.hurenTestRedis?.stop();
  await teardownPostgres();
};
