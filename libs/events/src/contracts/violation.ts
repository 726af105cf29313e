import { pointerOf } from '@huren/standard';
import type { z } from 'zod';
import { maskText } from '../util/mask-text.ts';

/** A field that breaks a contract, as a JSON pointer, and how. Quotes neither a value nor the name of a field that is not known. */
export interface ContractIssue {
  pointer: string;
  message: string;
}

/** An event that breaks its topic's contract. */
export class ContractViolation extends Error {
  readonly code: string = 'contract_violation';
  readonly topic: string;
  readonly issues: readonly ContractIssue[];

  constructor(topic: string, issues: readonly ContractIssue[]) {
    super(`${topic}: ${issues.map(({ pointer, message }) => `${pointer || '/'} ${message}`).join('; ')}`);
    this.name = 'ContractViolation';
    this.topic = topic;
    this.issues = issues;
  }
}

export const FOREIGN_SEAL = 'foreign_seal';

/** An event that is not sealed by whom it must be: it tells nothing of its key. */
export class ForeignSeal extends ContractViolation {
  override readonly code = FOREIGN_SEAL;
}

type Issue = z.core.$ZodIssue;

/** Of a union's alternatives the one with the fewest faults is what the sender meant. */
const flatten = (issue: Issue): Issue[] => {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const nearest = issue.errors.reduce((best, next) => (next.length < best.length ? next : best));
  return nearest.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })).flatMap(flatten);
};

const faultsOf = (issue: Issue): ContractIssue[] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => ({
        pointer: pointerOf([...issue.path, maskText(key)]),
        message: 'is not a known field',
      }))
    : [{ pointer: pointerOf(issue.path), message: issue.message }];

/** The faults that zod found, one a field. */
export const issuesOf = (error: z.ZodError): ContractIssue[] => error.issues.flatMap(flatten).flatMap(faultsOf);
