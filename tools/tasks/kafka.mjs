import { findNode } from '../lib/node.mjs';
import { become } from '../lib/processes.mjs';
import { inRoot } from '../lib/root.mjs';

/** Starts a Kafka for development, with temporary data, until it is told to stop. */
export const run = () =>
  become(findNode(), ['--disable-warning=ExperimentalWarning', inRoot('libs/testing/src/kafka/main.ts')], {
    channel: true,
  });
