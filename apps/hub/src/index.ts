export type { HubContext } from './hub-context.ts';
export { HubModule } from './hub.module.ts';
export { handIn } from './ingestion/hand-in.ts';
export { groundsOf } from './manifests/grounds.ts';
export { startHub } from './start-hub.ts';
export { TITLE as HUB_TITLE } from './title.ts';
export { publicReport } from './simulations/public-report.ts';
export type { SimulationReport } from './simulations/simulation.ts';
export { simulationOf } from './simulations/simulation-of.ts';
