import { randomUUID } from 'node:crypto';
import type { Sql } from '@huren/events';
import { ProblemException, problem, refuse } from '@huren/platform';
import { HOUR_MS } from '@huren/standard';
import type { DivisionCode, IssuerCode, Reason } from '@huren/standard';
import { findCode } from '../assessment/code-store.ts';
import { writeCorrection } from './correction-store.ts';
import type { Correction } from './correction.ts';
import type { CorrectionDto } from './corrections.dto.ts';

/** An answer is owed within so many hours. */
export const ANSWER_HOURS = 24;

/** Who stated the reason that is disputed. @throws ProblemException `no_such_reason`, `several_issuers` */
const disputed = (reasons: readonly Reason[], { kind, statedBy }: CorrectionDto): DivisionCode => {
  const issuers = [...new Set(reasons.filter((one) => one.kind === kind).map(({ issuer }) => issuer))];
  const [first] = issuers;
  if (first === undefined)
    return refuse(422, 'no_such_reason', 'kind', `the code has no reason of the kind ${kind}`);
  if (statedBy === undefined)
    return issuers.length === 1
      ? first
      : refuse(422, 'several_issuers', 'statedBy', `is needed: ${issuers.sort().join(' and ')} stated one`);
  if (issuers.includes(statedBy)) return statedBy;
  return refuse(422, 'no_such_reason', 'statedBy', `stated no reason of the kind ${kind}`);
};

/** Files a correction with the issuer of the reason, within the caller's transaction. */
export const fileCorrection = async (
  tx: Sql,
  issuer: IssuerCode,
  given: CorrectionDto,
  now: Date,
): Promise<Correction> => {
  const row = await findCode(tx, issuer, given.codeRef);
  if (!row) throw new ProblemException(problem(404, 'unknown_code', 'No such code of this issuer.'));
  const statedBy = disputed(row.record?.reasons ?? [], given);
  const correction: Correction = {
    correctionId: randomUUID(),
    version: 1,
    codeRef: given.codeRef,
    kind: given.kind,
    statement: given.statement,
    statedBy,
    addressee: statedBy,
    state: 'filed',
    filedAt: now,
    dueAt: new Date(now.getTime() + ANSWER_HOURS * HOUR_MS),
    steps: [],
  };
  await writeCorrection(tx, correction, now);
  return correction;
};
