// Writes contracts/json-schema/*.json of the standard, from sources:
//   node --conditions=@huren/source libs/standard/tools/write-json-schemas.ts
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonSchemas } from '../src/json-schema/json-schemas.ts';

const folder = join(import.meta.dirname, '../../../contracts/json-schema');
mkdirSync(folder, { recursive: true });
for (const [name, schema] of Object.entries(jsonSchemas())) {
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(schema, null, 2)}\n`);
}
