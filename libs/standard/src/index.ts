export * from './identifiers.ts';
export * from './measures.ts';
export * from './palettes.ts';
export * from './reasons.ts';
export * from './record.ts';
export * from './results.ts';
export * from './times.ts';
