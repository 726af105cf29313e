import type { Draft, Summary } from '@huren/agreements';
import type { Bilingual } from '@huren/recognition';
import type { DivisionCode } from '@huren/standard';

export const SIMULATION_STATES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;
export type SimulationState = (typeof SIMULATION_STATES)[number];

/** People who are made up: the same seed makes the same ones. */
export type SyntheticAsked = { readonly size: number; readonly seed: number };

/** What is simulated. Times are RFC 3339. */
export type SimulationAsked = {
  readonly draft: Draft;
  /** Decisions made from an instant (inclusive) to another (exclusive). */
  readonly window: { readonly from: string; readonly to: string };
  /** The draft is taken as it stands at this instant. */
  readonly asOf: string;
  readonly synthetic: SyntheticAsked | null;
};

/** What the decisions of a window cannot show of a draft, and where. */
export type SimulationLimit = {
  readonly code: 'stays_not_stated';
  readonly divisions: readonly DivisionCode[];
  readonly text: Bilingual;
};

/** What came of a simulation: a function of what was asked, and of the decisions and the register alone. */
export type SimulationReport = Omit<SimulationAsked, 'draft'> & {
  /** The digest of each document that was tried, over canonical JSON. */
  readonly draft: {
    readonly agreement: string | null;
    readonly ruleSet: string | null;
    readonly levels: string | null;
  };
  readonly engine: string;
  readonly recorded: Summary & { readonly erased: number };
  readonly population: Summary | null;
  /** Absent in a report that was made before limits were told. */
  readonly limits?: readonly SimulationLimit[];
};

export type SimulationProgress = {
  readonly state: SimulationState;
  readonly examined: number;
  readonly total: number;
  readonly changed: number;
};

export type Simulation = SimulationProgress & {
  readonly simulationId: string;
  readonly asked: SimulationAsked;
  readonly begunAt: Date;
  readonly endedAt: Date | null;
  readonly report: SimulationReport | null;
  readonly digest: string | null;
  readonly error: string | null;
};
