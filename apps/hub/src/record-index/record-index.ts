import type { CodeRef, HealthCodeRecord, IssuerCode, RecordTombstone } from '@huren/standard';

/** What the hub knows of one code. */
export type IndexedRecord =
  | { readonly kind: 'record'; readonly record: HealthCodeRecord; readonly feedCompleteAt: Date }
  | { readonly kind: 'erased' }
  | { readonly kind: 'unknown' };

/**
 * Came to be the newest, was older than what is known, was known already, or says something else under the version that
 * is known, which stands.
 */
export type Applied = 'applied' | 'stale' | 'duplicate' | 'conflict';

/** The hub's read model of every code, by reference. Older versions never replace newer ones. */
export interface RecordIndex {
  /** Holds a known code's record as it is until the transaction ends. */
  lock(codeRef: CodeRef): Promise<void>;
  find(codeRefs: readonly CodeRef[]): Promise<Map<CodeRef, IndexedRecord>>;
  apply(states: readonly (HealthCodeRecord | RecordTombstone)[]): Promise<Applied[]>;
  /** Notes that everything issuers had published up to a moment has been applied. */
  feedsComplete(feeds: readonly { issuer: IssuerCode; at: Date }[]): Promise<void>;
  /** Notes that an issuer has handed in what it had. */
  handedIn(issuer: IssuerCode, at: Date): Promise<void>;
}
