export { dialectDocument, type DialectDocument } from './dialect.ts';
export { meaningsOf, recognisePresented, type RecognisedString } from './presented.ts';
export type { DialectContext, ReadOutcome } from './read.ts';
export type { ReasonTemplate } from './reason-template.ts';
export { allDialects, compileDialect, dialectOf, type Dialect } from './registry.ts';
export type { Loss, Rendered } from './render.ts';
