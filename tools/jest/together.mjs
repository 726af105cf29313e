import { loadSpecs } from './load-specs.mjs';

/** For each mutant, the specs of the library in MUTATED. Without the laws the score can only be too low. */
await loadSpecs(process.env.MUTATED);
