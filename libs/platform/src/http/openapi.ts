import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { withBodyExamples } from './request-bodies.ts';
import { isOperators } from './operators-only.ts';
import { PROBLEM_SCHEMA, withCommonProblems } from './problem-responses.ts';
import type { Audience } from './problem-responses.ts';

export type Described = {
  readonly title: string;
  readonly description: string;
  /** Whether clients have budgets of requests. */
  readonly isLimited?: boolean;
};

type PathItem = OpenAPIObject['paths'][string];
type Converted = { schema: unknown; components: Record<string, unknown> };

/** A schema as it goes over the wire; what has an id becomes a component of the document. */
const convert = (given: unknown): Converted => {
  const {
    $defs = {},
    $schema: _draft,
    ...schema
  } = z.toJSONSchema(given as z.ZodType, {
    io: 'input',
    // `format` says it; the pattern of every time on the calendar is longer than the rest of a schema.
    override: ({ jsonSchema }) => void (jsonSchema.format === 'date-time' && delete jsonSchema.pattern),
  });
  return { schema, components: $defs };
};

const METHODS = ['get', 'put', 'post', 'patch', 'delete'] as const;

/** By name in the documents' `securitySchemes`. */
const OPERATORS = 'operators';

const completed = (item: PathItem, audience: Audience, schemas: object): PathItem =>
  METHODS.reduce((all, method) => {
    const operation = item[method];
    if (!operation) return all;
    const told = withBodyExamples(operation, schemas as Record<string, unknown>);
    const security = audience.isOperators ? { security: [{ [OPERATORS]: [] }, {}] } : {};
    return { ...all, [method]: { ...withCommonProblems(told, audience), ...security } };
  }, item);

/** The OpenAPI document of a service. */
export const openApiOf = (
  app: NestFastifyApplication,
  { title, description, isLimited = false }: Described,
): OpenAPIObject => {
  const config = new DocumentBuilder()
    .setTitle(title)
    .setDescription(description)
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth(
      { type: 'http', description: 'The token of `OPERATORS_TOKEN`, where the service has one.' },
      OPERATORS,
    )
    .build();
  const document = SwaggerModule.createDocument(app, config, { standardSchemaConverter: convert });
  const { paths, components } = document;
  return {
    ...document,
    paths: Object.fromEntries(
      Object.entries(paths).map(([path, item]) => [
        path,
        completed(item, { isLimited, isOperators: isOperators(path) }, components?.schemas ?? {}),
      ]),
    ),
    components: {
      ...components,
      schemas: { ...components?.schemas, Problem: { ...PROBLEM_SCHEMA } as never },
    },
  };
};

/** OpenAPI for people at `/docs` and for programs at `/docs-json`. */
export const serveOpenApi = (app: NestFastifyApplication, described: Described): void =>
  SwaggerModule.setup('docs', app, () => openApiOf(app, described), { jsonDocumentUrl: 'docs-json' });
