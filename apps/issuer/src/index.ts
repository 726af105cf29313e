export { apply, checkApplication, type Application } from './applications/apply.ts';
export type { IssuerContext } from './issuer-context.ts';
export { IssuerModule } from './issuer.module.ts';
export { startIssuer } from './start-issuer.ts';
export { TITLE as ISSUER_TITLE } from './title.ts';
