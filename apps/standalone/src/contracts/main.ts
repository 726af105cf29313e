import { dialectDocument } from '@huren/dialects';
import { writeContracts } from '@huren/events';
import { HUB_TITLE, HubModule } from '@huren/hub';
import { ISSUER_TITLE, IssuerModule } from '@huren/issuer';
import { ServiceModule, createHttpApp, createLogger, openApiOf } from '@huren/platform';
import { agreement, decision, factDocumentJsonSchema, ruleSet } from '@huren/recognition';
import { RISK_TITLE, RiskModule } from '@huren/risk';
import { healthCodeRecord, reason, recordTombstone } from '@huren/standard';
import type { DynamicModule } from '@nestjs/common';
import { z } from 'zod';
import { contractChanges } from './contract-changes.ts';
import type { Json } from './contract-changes.ts';

/** By their path under `contracts/`. */
const documents: Record<string, Json> = {};

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
  const told = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  documents[`json-schema/${name}.json`] = { $id, ...told };
}
documents['json-schema/fact-document.json'] = {
  $id: 'https://huren.example/schemas/fact-document.json',
  ...factDocumentJsonSchema(),
};

/** The modules are described, not run: nothing of their context is touched. */
const nothing = { hosted: new Set(), database: {} } as never;
const TITLES = { hub: HUB_TITLE, risk: RISK_TITLE, issuer: ISSUER_TITLE };

const modules: Record<keyof typeof TITLES, DynamicModule> = {
  hub: HubModule.register(nothing, {}),
  risk: RiskModule.register(nothing),
  issuer: IssuerModule.register(nothing, {}),
};

for (const name of ['hub', 'risk', 'issuer'] as const) {
  const app = await createHttpApp(ServiceModule.of(modules[name], nothing), { ...TITLES[name], logger: createLogger(name, 'error'), digestKey: new Uint8Array() });
  documents[`openapi/${name}.json`] = { ...openApiOf(app, TITLES[name]) };
  await app.close();
}

try {
  writeContracts('.', documents, contractChanges, process.argv);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
