import { publishedAt } from './published.ts';

/** An answer over HTTP. */
export type Answer = { status: number; type: string; body: Record<string, unknown> };

/** Sends a body as it is, or as JSON, or none. @throws Error where the answer is not as the service publishes it */
export const send = async (
  url: string,
  method: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = body === undefined ? {} : { 'content-type': 'application/json' };
  const response = await fetch(url, {
    method,
    headers: { ...type, ...headers },
    body: text,
  });
  const answered = response.headers.get('content-type') ?? '';
  const answer = {
    status: response.status,
    type: answered,
    body: (await response.json()) as Record<string, unknown>,
  };
  const { origin, pathname: path } = new URL(url);
  const faults = (await publishedAt(origin)).faultsOf({ method, path, ...answer });
  if (faults.length === 0) return answer;
  throw new Error(`${method} ${path} answered what is not published: ${faults.join('; ')}`);
};

/** Pointers of the fields that a problem document names. */
export const pointersOf = ({ body }: Answer): string[] =>
  ((body['errors'] ?? []) as { pointer: string }[]).map(({ pointer }) => pointer);
