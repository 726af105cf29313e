/** In a process of its own, which runs the services from their sources: `node --import native.mjs … <folder>`. */
import { makeDataTemplates } from '../../apps/standalone/src/demo/data-templates.ts';

await makeDataTemplates(process.argv[2]);
