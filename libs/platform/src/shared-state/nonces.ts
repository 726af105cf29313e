/** Whether a key was claimed for the first time, had been claimed, or nobody knows. */
export type Claim = 'first' | 'seen' | 'unknown';

/** What may happen once within a time, among all processes that share it. */
export interface Nonces {
  /** Claims a key for a time. `seen` may be one's own claim, whose answer was lost. Never rejects. */
  claim(key: string, ttlMs: number): Promise<Claim>;
}
