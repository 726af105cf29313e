/** What is found in terms before they are signed. With an `error` they cannot be. */
export type Finding = {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  /** JSON pointer into the terms. */
  readonly path: string;
  readonly message: string;
};

export const error = (code: string, path: string, message: string): Finding => ({
  severity: 'error',
  code,
  path,
  message,
});

export const warning = (code: string, path: string, message: string): Finding => ({
  severity: 'warning',
  code,
  path,
  message,
});
