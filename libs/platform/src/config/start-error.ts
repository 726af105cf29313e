/** A fault that keeps a service from starting and that its operator can mend: one clear sentence. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
