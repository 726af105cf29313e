import { loadSpecs } from '../load-specs.mjs';

await loadSpecs('agreements');
