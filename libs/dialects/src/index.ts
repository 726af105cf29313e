export { meaningsOf, recognisePresented, type RecognisedString } from './presented.ts';
export type { ReasonTemplate } from './reason-template.ts';
