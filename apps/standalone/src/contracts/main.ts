import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dialectDocument } from '@huren/dialects';
import { HUB_TITLE, HubModule } from '@huren/hub';
import { ISSUER_TITLE, IssuerModule } from '@huren/issuer';
import { ServiceModule, createHttpApp, createLogger, openApiOf } from '@huren/platform';
import { agreement, decision, factDocumentJsonSchema, ruleSet } from '@huren/recognition';
import { RISK_TITLE, RiskModule } from '@huren/risk';
import { healthCodeRecord, reason, recordTombstone } from '@huren/standard';
import type { DynamicModule } from '@nestjs/common';
import { z } from 'zod';

const FOLDER = 'contracts';

const write = async (path: string, content: unknown): Promise<void> => {
  const file = join(FOLDER, path);
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, `${JSON.stringify(content, null, 2)}\n`);
};

/** Schemas of what is exchanged. What a schema cannot say (refinements) is said in the library's docstrings. */
const schemas: Record<string, z.ZodType> = {
  'health-code-record': healthCodeRecord,
  'record-tombstone': recordTombstone,
  reason,
  agreement,
  'rule-set': ruleSet,
  decision,
  dialect: dialectDocument,
};

for (const [name, schema] of Object.entries(schemas)) {
  const $id = `https://huren.example/schemas/${name}.json`;
  await write(`json-schema/${name}.json`, { $id, ...z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) });
}
await write('json-schema/fact-document.json', {
  $id: 'https://huren.example/schemas/fact-document.json',
  ...factDocumentJsonSchema(),
});

/** The modules are described, not run: nothing of their context is touched. */
const nothing = { hosted: new Set(), database: {} } as never;
const TITLES = { hub: HUB_TITLE, risk: RISK_TITLE, issuer: ISSUER_TITLE };

const modules: Record<keyof typeof TITLES, DynamicModule> = {
  hub: HubModule.register(nothing, {}),
  risk: RiskModule.register(nothing),
  issuer: IssuerModule.register(nothing, {}),
};

for (const name of ['hub', 'risk', 'issuer'] as const) {
  const app = await createHttpApp(ServiceModule.of(modules[name], nothing), { ...TITLES[name], logger: createLogger(name, 'error') });
  await write(`openapi/${name}.json`, openApiOf(app, TITLES[name]));
  await app.close();
}
