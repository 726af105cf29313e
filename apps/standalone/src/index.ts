export { temporaryFederation } from './demo/temporary-federation.ts';
export { startFederation, type Federation } from './federation.ts';
