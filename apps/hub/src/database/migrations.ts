import { Feeds2026112505 } from './2026112505-feeds.migration.ts';
import { Founding2026112401 } from './2026112401-founding.migration.ts';
import { ManifestRefresh2026112502 } from './2026112502-manifest-refresh.migration.ts';
import { IndexRebuild2026112503 } from './2026112503-index-rebuild.migration.ts';
import { Canary2026112504 } from './2026112504-canary.migration.ts';
import { CanaryTurn2026112601 } from './2026112601-canary-turn.migration.ts';
import { FollowingPaths2026112602 } from './2026112602-following-paths.migration.ts';
import { ManifestGrounds2026112603 } from './2026112603-manifest-grounds.migration.ts';
import { Register2026112611 } from './2026112611-register.migration.ts';
import { Routes2026112613 } from './2026112613-routes.migration.ts';
import { ErasedDecisions2026112612 } from './2026112612-erased-decisions.migration.ts';
import { ErasedByTime2026112631 } from './2026112631-erased-by-time.migration.ts';
import { Simulation2026112632 } from './2026112632-simulation.migration.ts';
import { Instruments2026112621 } from './2026112621-instruments.migration.ts';
import { EndedKeys2026112813 } from './2026112813-ended-keys.migration.ts';
import { RegisteredKeys2026112814 } from './2026112814-registered-keys.migration.ts';
import { GatheredGenerations2026112821 } from './2026112821-gathered-generations.migration.ts';
import { DecisionsInLine2026112941 } from './2026112941-decisions-in-line.migration.ts';
import { Suspensions2026112822 } from './2026112822-suspensions.migration.ts';

/** All migrations of the hub's database, in the order in which they run. */
export const hubMigrations = [
  Founding2026112401,
  ManifestRefresh2026112502,
  IndexRebuild2026112503,
  Canary2026112504,
  Feeds2026112505,
  CanaryTurn2026112601,
  FollowingPaths2026112602,
  ManifestGrounds2026112603,
  Register2026112611,
  ErasedDecisions2026112612,
  Routes2026112613,
  ErasedByTime2026112631,
  Simulation2026112632,
  Instruments2026112621,
  EndedKeys2026112813,
  RegisteredKeys2026112814,
  GatheredGenerations2026112821,
  Suspensions2026112822,
  DecisionsInLine2026112941,
];
