import { digestOf } from '@huren/crypto';
import type { Decision } from '@huren/recognition';

/**
 * What a decision says and rests on, as a digest: two decisions of the same grounds differ in their moment and in how
 * fresh their data are, and the first stands for both. Pure.
 */
export const groundsOf = ({
  result,
  colour,
  measure,
  advice,
  fault,
  path,
  source,
  basis: { riskVersion: _level, riskAgeSeconds: _riskAge, ...basis },
}: Decision): string => {
  const { observedAt: _at, ageSeconds: _age, ...code } = source ?? {};
  return digestOf(JSON.parse(JSON.stringify({ result, colour, measure, advice, fault, path, code, basis })));
};
