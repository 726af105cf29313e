export * from './signatures/check-signature.ts';
export * from './signatures/registered-key.ts';
export * from './signatures/signature.ts';
