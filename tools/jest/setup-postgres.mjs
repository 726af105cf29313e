import { makeDataTemplates, startTestServer } from './test-server.mjs';

/** One real PostgreSQL for the whole run, unless `DATABASE_URL` names one, and what federations begin with. */
export default async () => {
  if (process.env.HUREN_DATA_TEMPLATES) return;
  if (!process.env.DATABASE_URL) {
    const server = await startTestServer();
    process.stderr.write(`PostgreSQL: from ${server.origin}\n`);
    process.env.DATABASE_URL = server.url;
    globalThis.hurenTestServer = server;
  }
  const templates = await makeDataTemplates().catch(async (error) => {
    await globalThis.hurenTestServer?.stop();
    throw error;
  });
  process.env.HUREN_DATA_TEMPLATES = templates.folder;
  globalThis.hurenDataTemplates = templates;
};
