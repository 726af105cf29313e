import type { OpenAPIObject } from '@nestjs/swagger';

type Operation = NonNullable<OpenAPIObject['paths'][string]['post']>;
type Schemas = Readonly<Record<string, unknown>>;

/** What is read of a schema. */
type Schema = {
  readonly $ref?: string;
  readonly type?: string;
  readonly example?: unknown;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
};

type Content = { readonly schema: Schema; readonly example?: unknown };

const BY_MEDIA_TYPE = 'x-by-media-type';

/** A body that has another schema for each media type in which it may come. */
export const byMediaType = (
  schemas: Readonly<Record<string, object>>,
): { schema: Record<string, unknown> } => ({
  schema: { [BY_MEDIA_TYPE]: schemas },
});

/** The example of a schema: its own, or put together from those of its fields; undefined where a required one has none. */
export const exampleOf = (schema: Schema, schemas: Schemas): unknown => {
  if (schema.example !== undefined) return schema.example;
  const referred = schema.$ref ?? schema.allOf?.[0]?.$ref;
  if (referred) return exampleOf((schemas[referred.split('/').at(-1) ?? ''] ?? {}) as Schema, schemas);
  if (schema.type === 'array' && schema.items) {
    const item = exampleOf(schema.items, schemas);
    return item === undefined ? undefined : [item];
  }
  if (!schema.properties) return undefined;
  const fields = Object.entries(schema.properties)
    .map(([name, field]) => [name, exampleOf(field, schemas)] as const)
    .filter(([, value]) => value !== undefined);
  const isWhole = (schema.required ?? []).every((name) => fields.some(([field]) => field === name));
  return isWhole ? Object.fromEntries(fields) : undefined;
};

const apart = (type: string, content: Content): Content => {
  const schemas = (content.schema as Record<string, unknown>)[BY_MEDIA_TYPE] as
    | Record<string, Schema>
    | undefined;
  return schemas?.[type] ? { ...content, schema: schemas[type] } : content;
};

/** Each media type of a body with its schema and an example, which pages fill in as it stands. */
export const withBodyExamples = (operation: Operation, schemas: Schemas): Operation => {
  const { requestBody } = operation;
  if (!requestBody || !('content' in requestBody)) return operation;
  const told = Object.entries(requestBody.content).map(([type, given]) => {
    const content = apart(type, given as Content);
    const example = exampleOf(content.schema, schemas);
    return [type, example === undefined ? content : { ...content, example }];
  });
  return { ...operation, requestBody: { ...requestBody, content: Object.fromEntries(told) as never } };
};
