import { Founding2026112403 } from './2026112403-founding.migration.ts';
import { HolderNames2026112505 } from './2026112505-holder-names.migration.ts';
import { DecisionsOfIssuers2026112606 } from './2026112606-decisions-of-issuers.migration.ts';
import { AskingAndTrying2026112607 } from './2026112607-asking-and-trying.migration.ts';
import { CheckIns2026112608 } from './2026112608-check-ins.migration.ts';
import { CorrectionSteps2026112609 } from './2026112609-correction-steps.migration.ts';
import { RuleSetsOfCodes2026112610 } from './2026112610-rule-sets-of-codes.migration.ts';
import { ErasedDecisions2026112611 } from './2026112611-erased-decisions.migration.ts';
import { DecisionsByTime2026112812 } from './2026112812-decisions-by-time.migration.ts';
import { PinnedByDigest2026112814 } from './2026112814-pinned-by-digest.migration.ts';
import { Consents2026112915 } from './2026112915-consents.migration.ts';

/** All migrations of an issuers' database, in the order in which they run. */
export const issuerMigrations = [
  Founding2026112403,
  HolderNames2026112505,
  DecisionsOfIssuers2026112606,
  AskingAndTrying2026112607,
  CheckIns2026112608,
  CorrectionSteps2026112609,
  RuleSetsOfCodes2026112610,
  ErasedDecisions2026112611,
  DecisionsByTime2026112812,
  PinnedByDigest2026112814,
  Consents2026112915,
];
