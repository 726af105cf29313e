export { checkDialect, type CheckedDialect } from './check-dialect.ts';
export type { ReasonTemplate } from './construct.ts';
export { dialectDocument, type DialectDocument } from './dialect.ts';
export type { Loss } from './losses.ts';
export { recognisePresented, type RecognisedString } from './presented.ts';
export type { DialectContext, ReadOutcome } from './read.ts';
export { allDialects, compileDialect, dialectOf, meaningsOf, type Dialect } from './registry.ts';
export type { Rendered } from './render.ts';
export { reviewDialect, type Review } from './review.ts';
