import { takeOnly } from '../lib/arguments.mjs';
import { findNode } from '../lib/node.mjs';
import { become } from '../lib/processes.mjs';
import { inRoot } from '../lib/root.mjs';

/** Starts a Kafka for development, with temporary data, until it is told to stop. */
export const run = async (args) => {
  takeOnly(args, '`npm run kafka` starts a Kafka, without arguments');
  const main = inRoot('libs/testing/src/kafka/main.ts');
  return become(findNode(), ['--disable-warning=ExperimentalWarning', main], { channel: true });
};
