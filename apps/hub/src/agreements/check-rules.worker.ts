import { parentPort } from 'node:worker_threads';
import { checkRuleSet } from '@huren/agreements';
import type { RulesToCheck } from './check-rules.ts';

/** Checks rule sets, one a message. */
parentPort?.on('message', ({ ruleSet, party }: RulesToCheck) =>
  parentPort?.postMessage(checkRuleSet(ruleSet, party)),
);
