import { parentPort, workerData } from 'node:worker_threads';
import { checkRuleSet } from '@huren/agreements';
import type { RulesToCheck } from './check-rules.ts';

// It is there until it is stopped: an answer is never behind the end of the thread.
parentPort?.on('message', () => undefined);

const { ruleSet, party } = workerData as RulesToCheck;

/** Checks one rule set. */
parentPort?.postMessage(checkRuleSet(ruleSet, party));
