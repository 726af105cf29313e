import { allDialects } from '@huren/dialects';
import {
  ENGINE_VERSION,
  PATHS,
  PURPOSES,
  RECOGNITION_MODES,
  REFUSALS,
  VERIFICATIONS,
  factDocumentJsonSchema,
} from '@huren/recognition';
import {
  ADVICE,
  COLOURS,
  DOCUMENT_TYPES,
  EVIDENCE,
  MANUAL_GROUNDS,
  MEASURES,
  PALETTES,
  REASON_KINDS,
  RESULTS,
  RISK_LEVELS,
  SCHEMES,
  SYMPTOMS,
  allDivisions,
  allIssuers,
} from '@huren/standard';

/** A closed list, or another table, that records, rules and decisions are written in. */
export type ValueSet = { readonly id: string; readonly values: unknown };

/** What the bare colours of each issuer and scheme may mean, by `issuer.scheme`. */
const meanings = (): Record<string, unknown> =>
  Object.fromEntries(
    allDialects().map(({ document: { issuer, scheme, meanings: of } }) => [`${issuer}.${scheme}`, of]),
  );

/** The value sets of this release, by id. Lists that have an order of strictness go from the mildest on. */
export const valueSets = (): ValueSet[] =>
  Object.entries({
    advice: ADVICE,
    colours: COLOURS,
    divisions: allDivisions(),
    'document-types': DOCUMENT_TYPES,
    engine: ENGINE_VERSION,
    evidence: EVIDENCE,
    'fact-document': factDocumentJsonSchema(),
    issuers: allIssuers(),
    'manual-grounds': MANUAL_GROUNDS,
    meanings: meanings(),
    measures: MEASURES,
    modes: RECOGNITION_MODES,
    palettes: PALETTES,
    paths: PATHS,
    purposes: PURPOSES,
    'reason-kinds': REASON_KINDS,
    refusals: REFUSALS,
    results: RESULTS,
    'risk-levels': RISK_LEVELS,
    schemes: SCHEMES,
    symptoms: SYMPTOMS,
    verifications: VERIFICATIONS,
  }).map(([id, values]) => ({ id, values }));
