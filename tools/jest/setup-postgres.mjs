import { startTestServer } from './test-server.mjs';

/** One real PostgreSQL for the whole run, unless `DATABASE_URL` names one. */
export default async () => {
  if (process.env.DATABASE_URL) return;
  const server = await startTestServer();
  process.stderr.write(`PostgreSQL: from ${server.origin}\n`);
  process.env.DATABASE_URL = server.url;
  globalThis.hurenTestServer = server;
};
