import { join } from 'node:path';
import { asyncApiDocument } from './asyncapi.ts';
import { documentChanges, type EventDocument } from './document-changes.ts';
import { writeContracts } from './write-contracts.ts';

// Writes contracts/asyncapi.json. Once somebody reads a topic, what breaks its readers takes one of a new major version.
const changesOf = (before: object, after: object) =>
  documentChanges(before as EventDocument, after as EventDocument);

try {
  const root = join(import.meta.dirname, '../../../..');
  writeContracts(root, { 'asyncapi.json': { ...asyncApiDocument() } }, changesOf, process.argv);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
