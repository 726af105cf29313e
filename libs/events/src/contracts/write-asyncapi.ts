import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asyncApiDocument } from './asyncapi.ts';
import { documentChanges } from './document-changes.ts';

// Writes contracts/asyncapi.json. What breaks a reader of the document there is refused, unless
// `--allow-breaking` says that nobody reads it yet; afterwards it takes a topic of a new major version.
const file = join(import.meta.dirname, '../../../../contracts/asyncapi.json');
const document = asyncApiDocument();
const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as typeof document) : undefined;
const broken = before ? documentChanges(before, document) : [];

if (broken.length > 0 && !process.argv.includes('--allow-breaking')) {
  console.error(`contracts/asyncapi.json was not written: ${broken.length} changes break readers`);
  for (const { field, reason } of broken) console.error(`  ${field}: ${reason}`);
  process.exitCode = 1;
} else {
  writeFileSync(file, `${JSON.stringify(document, undefined, 2)}\n`);
}
