export { startFederation, type Federation } from './federation.ts';
