import { RefusedAct } from '@huren/agreements';
import type { Finding, LifeFault, SignatureFault } from '@huren/agreements';
import { ProblemException, Refuses, problem } from '@huren/platform';
import { applyDecorators } from '@nestjs/common';

/** The status with which each act that is not allowed is refused. */
const LIFE: Record<LifeFault, number> = {
  illegal_transition: 409,
  unknown_version: 404,
  version_order: 409,
  invalid_window: 422,
  backdated: 422,
  foreign_party: 403,
  party_missing: 403,
  already_signed: 409,
  other_party: 403,
  not_independent: 403,
  lead_time: 422,
  notice_too_short: 422,
  no_grounds: 422,
  no_automatic_end: 422,
  emergency_too_long: 422,
  suspended: 409,
  not_who_suspended: 403,
};

/** The same for a signature that does not count; one that was given for something else is a replay. */
const SIGNATURE: Record<SignatureFault, number> = {
  unknown_key: 403,
  foreign_key: 403,
  weak_key: 403,
  key_not_in_force: 403,
  other_algorithm: 422,
  other_act: 409,
  other_document: 409,
  other_version: 409,
  altered: 422,
};

/** The same for what is found in terms, and for what only the service can tell. */
const TERMS = {
  invalid_document: 422,
  foreign_clause: 403,
  foreign_rule_set: 403,
  unknown_party: 403,
  other_id: 422,
  never_in_force: 422,
  repeated_clause: 422,
  invalid_review: 422,
  foreign_simulation: 422,
  empty_simulation: 422,
  local_rules: 422,
  rule_not_admitted: 422,
  contradictory_rule: 422,
  terms_overtaken: 409,
  stale_serial: 409,
  key_taken: 409,
  not_vouched: 403,
  second_voucher_missing: 403,
  unknown_instrument: 404,
} as const;

const STATUS: Readonly<Record<string, number>> = { ...TERMS, ...LIFE, ...SIGNATURE };

/** An act refused with its own error. */
export const refused = (
  code: LifeFault | SignatureFault | keyof typeof TERMS,
  detail: string,
  errors: readonly { readonly pointer: string; readonly reason: string }[] = [],
): never => {
  throw new ProblemException(problem(STATUS[code] ?? 422, code, detail, errors));
};

/** What an act gives, its refusal as a problem. */
export const refusing = <T>(act: () => T): T => {
  try {
    return act();
  } catch (error) {
    if (error instanceof RefusedAct) return refused(error.fault, error.message);
    throw error;
  }
};

const refuseUnder = (findings: readonly Finding[], codeOf: (first: Finding) => string): void => {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (!first) return;
  const told = errors.map(({ path, message }) => ({ pointer: path, reason: message }));
  const code = codeOf(first);
  throw new ProblemException(problem(STATUS[code] ?? 422, code, first.message, told));
};

/** Refuses terms with what stands against them: under the first error's code, every error with its path. */
export const refuseErrors = (findings: readonly Finding[]): void => refuseUnder(findings, ({ code }) => code);

/** Refuses the last signature under terms that could not be proposed any more, every error with its path. */
export const refuseOvertaken = (findings: readonly Finding[]): void =>
  refuseUnder(findings, () => 'terms_overtaken');

/** What every act on an agreement or a rule set may be refused with. */
export const RefusesActs = (): MethodDecorator =>
  applyDecorators(
    ...[403, 404, 409, 422].map((status) =>
      Refuses(status, ...Object.entries(STATUS).flatMap(([code, its]) => (its === status ? [code] : []))),
    ),
  );
