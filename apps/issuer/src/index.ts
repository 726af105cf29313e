export { apply, checkApplication, type Application } from './applications/apply.ts';
export { escalateOverdue } from './corrections/correction-store.ts';
export { Founding2026112403 } from './database/2026112403-founding.migration.ts';
export { askFactsOver, type AskFacts } from './facts/ask-facts.ts';
export type { IssuerContext } from './issuer-context.ts';
export { IssuerModule } from './issuer.module.ts';
export { runAllTransitions } from './transitions/run-transitions.ts';
