import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

export type Schema = {
  $ref?: string;
  type?: string;
  example?: unknown;
  items?: Schema;
  allOf?: Schema[];
  required?: string[];
  properties?: Record<string, Schema>;
};
export type Link = { operationId: string; parameters: Record<string, string> };
export type Published = { links?: Record<string, Link>; content?: Record<string, { schema: Schema }> };
export type Operation = {
  operationId: string;
  parameters?: { name: string; in: string; required?: boolean; schema?: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema; example?: unknown }> };
  responses: Record<string, Published>;
};
export type Document = {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
};

/** What a service publishes of itself, and how its answers are held against it. */
export type Contract = { readonly document: Document; faultsOf(answered: Answered): string[] };

/** An answer, as far as a contract speaks of it. */
export type Answered = {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly type: string;
  readonly body: unknown;
};

const fits = (template: string, path: string): boolean => {
  const [parts, given] = [template.split('/'), path.split('/')];
  return (
    parts.length === given.length && parts.every((part, at) => part.startsWith('{') || part === given[at])
  );
};

/** Of several templates that fit, the one with fewer parameters. */
const operationAt = ({ paths }: Document, { method, path }: Answered): Operation | undefined =>
  Object.entries(paths)
    .filter(([template, item]) => item[method.toLowerCase()] && fits(template, path))
    .sort(([a], [b]) => a.split('{').length - b.split('{').length)
    .map(([, item]) => item[method.toLowerCase()])[0];

const contractOf = (document: Document): Contract => {
  const ajv = formats.default(new Ajv2020({ strict: false, allErrors: true }));
  const base = JSON.parse(JSON.stringify({ $id: 'openapi', components: document.components })) as Document;
  ajv.addSchema(base);
  const known = new Map<Schema, ValidateFunction>();
  const validatorOf = (schema: Schema): ValidateFunction => {
    const found = known.get(schema);
    if (found) return found;
    const text = JSON.stringify(schema).replaceAll('"#/components', '"openapi#/components');
    const made = ajv.compile(JSON.parse(text) as object);
    known.set(schema, made);
    return made;
  };
  const faultsOf = (answered: Answered): string[] => {
    const operation = operationAt(document, answered);
    if (!operation) return [];
    const response = operation.responses[String(answered.status)];
    if (!response) return [`status ${answered.status} is not published`];
    const schema = response.content?.[answered.type.split(';')[0] ?? '']?.schema;
    if (!schema) return [`${answered.type} is not published for ${answered.status}`];
    if (!answered.type.includes('json')) return [];
    const validate = validatorOf(schema);
    if (validate(answered.body)) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
  return { document, faultsOf };
};

const contracts = new Map<string, Promise<Contract>>();

const fetched = async (origin: string): Promise<Contract> =>
  contractOf((await fetch(`${origin}/docs-json`).then((response) => response.json())) as Document);

/** The contract of the service at an address, as it publishes it. */
export const publishedAt = (origin: string): Promise<Contract> => {
  const known = contracts.get(origin) ?? fetched(origin);
  contracts.set(origin, known);
  return known;
};
