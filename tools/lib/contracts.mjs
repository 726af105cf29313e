/**
 * What writes `contracts/`, each as the arguments of Node 24: the events' AsyncAPI from sources, OpenAPI and JSON
 * Schemas from the build. A new document is one more line here.
 */
export const GENERATORS = [
  ['--conditions=@huren/source', 'libs/events/src/contracts/write-asyncapi.ts'],
  ['apps/standalone/dist/contracts/main.js'],
];
