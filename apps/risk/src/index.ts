export { Founding2026112402 } from './database/2026112402-founding.migration.ts';
export { RiskModule } from './risk.module.ts';
export type { RiskContext } from './risk-context.ts';
