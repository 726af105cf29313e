/** An answer over HTTP. */
export type Answer = { status: number; type: string; body: Record<string, unknown> };

/** Sends a body as it is, or as JSON, or none. */
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
  return {
    status: response.status,
    type: answered,
    body: (await response.json()) as Record<string, unknown>,
  };
};

/** Pointers of the fields that a problem document names. */
export const pointersOf = ({ body }: Answer): string[] =>
  ((body['errors'] ?? []) as { pointer: string }[]).map(({ pointer }) => pointer);
