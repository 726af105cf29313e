export * from './model/agreement.ts';
export * from './model/decision.ts';
export * from './model/rule-set.ts';
