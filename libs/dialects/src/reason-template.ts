import type { ReasonKind } from '@huren/standard';

/** A reason without issuer and times: the kind and the fields that it needs. */
export type ReasonTemplate = { readonly kind: ReasonKind; readonly [field: string]: unknown };
