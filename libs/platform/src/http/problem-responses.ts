import type { OpenAPIObject } from '@nestjs/swagger';

type Operation = NonNullable<OpenAPIObject['paths'][string]['post']>;
type Response = { description: string; content: Record<string, { schema: object }> };

const PROBLEM_TYPE = 'urn:huren:problem:';

/** The schema of problem documents (RFC 9457), as a component of every document. */
export const PROBLEM_SCHEMA = {
  type: 'object',
  description:
    'A problem document (RFC 9457). `type` and `code` are stable and for programs, the rest for people.',
  required: ['type', 'title', 'status', 'code', 'instance'],
  properties: {
    type: { type: 'string', description: `\`${PROBLEM_TYPE}\` and the code.` },
    title: { type: 'string' },
    status: { type: 'integer', description: 'The HTTP status.' },
    code: { type: 'string' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      description: 'The fields at fault.',
      items: {
        type: 'object',
        required: ['pointer', 'reason'],
        properties: {
          pointer: { type: 'string', description: 'JSON pointer (RFC 6901) of the field.' },
          reason: { type: 'string' },
        },
        additionalProperties: false,
      },
    },
    instance: { type: 'string', description: 'Names the request, as the log does.' },
  },
} as const;

/** The response of a status: the problems that it may be, by code. */
export const problemResponse = (codes: readonly string[]): Response => ({
  description: codes.join(', '),
  content: {
    'application/problem+json': {
      schema: {
        allOf: [
          { $ref: '#/components/schemas/Problem' },
          { properties: { type: { enum: codes.map((code) => PROBLEM_TYPE + code) }, code: { enum: codes } } },
        ],
      },
    },
  },
});

/** Who asks: clients with budgets of requests; operators alone. */
export type Audience = { readonly isLimited: boolean; readonly isOperators: boolean };

/** By which problems every operation may fail, by status; one with a body or an `Idempotency-Key` by more. */
const commonOf = (
  { requestBody, parameters = [] }: Operation,
  { isLimited, isOperators }: Audience,
): Record<string, string[]> => ({
  400: ['invalid_request', ...(requestBody ? ['malformed_json', 'malformed_text'] : [])],
  ...(isOperators ? { 401: ['no_operator'] } : {}),
  403: ['foreign_page'],
  ...(requestBody ? { 413: ['body_too_large'], 415: ['unsupported_media_type'] } : {}),
  ...(parameters.some((one) => 'name' in one && one.name === 'Idempotency-Key')
    ? { 422: ['idempotency_key_reused'] }
    : {}),
  ...(isLimited ? { 429: ['rate_limited'] } : {}),
  500: ['internal'],
});

const codesOf = (response: unknown): string[] => {
  const { description = '' } = (response ?? {}) as { description?: string };
  return description.split(', ').filter((code) => code !== '');
};

/** What is told of JSON is not told of the pictures that an operation can answer in its place. */
const withPictures = (response: unknown): unknown => {
  const { content } = response as Partial<Response>;
  if (!content) return response;
  const told = Object.entries(content).map(([type, body]) => [
    type,
    type.startsWith('image/') ? { schema: { type: 'string', format: 'binary' } } : body,
  ]);
  return { ...(response as object), content: Object.fromEntries(told) as unknown };
};

/** Adds to an operation's own problems those that it has in common with others. */
export const withCommonProblems = (operation: Operation, audience: Audience): Operation => {
  const responses: Record<string, unknown> = Object.fromEntries(
    Object.entries(operation.responses).map(([status, response]) => [status, withPictures(response)]),
  );
  for (const [status, codes] of Object.entries(commonOf(operation, audience)))
    responses[status] = problemResponse([...new Set([...codesOf(responses[status]), ...codes])]);
  return { ...operation, responses } as Operation;
};
