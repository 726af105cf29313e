/** Codes of problems that any service may answer with; capabilities add their own. */
export type FieldProblem = { readonly pointer: string; readonly reason: string };

/** A problem document (RFC 9457). */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  readonly errors?: readonly FieldProblem[];
};

const titles: Record<number, string> = {
  400: 'Bad request',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  410: 'Gone',
  413: 'Body too large',
  415: 'Unsupported media type',
  422: 'Refused',
  429: 'Too many requests',
  500: 'Internal fault',
  503: 'Unavailable',
};

/** A problem document. `code` is stable and for programs; `detail` is for people and names no person. */
export const problem = (
  status: number,
  code: string,
  detail?: string,
  errors?: readonly FieldProblem[],
): Problem => ({
  type: `urn:huren:problem:${code}`,
  title: titles[status] ?? 'Problem',
  status,
  code,
  ...(detail ? { detail } : {}),
  ...(errors && errors.length > 0 ? { errors } : {}),
});

/** A refusal on its way out of a controller. Expected refusals inside are return values. */
export class ProblemException extends Error {
  readonly problem: Problem;
  /** Sent with it. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(given: Problem, headers: Readonly<Record<string, string>> = {}) {
    super(given.detail ?? given.title);
    this.problem = given;
    this.headers = headers;
  }
}

/** Throws the problem of a refusal that names a field. */
export const refuse = (status: number, code: string, field: string, reason: string): never => {
  throw new ProblemException(problem(status, code, reason, [{ pointer: pointerTo(field), reason }]));
};

/** `document.number` and `/document/number` as a JSON pointer; the empty field is the whole. */
export const pointerTo = (field: string): string =>
  field === '' || field.startsWith('/') ? field : `/${field.replaceAll('.', '/')}`;
