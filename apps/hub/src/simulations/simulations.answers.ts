import { PURPOSES, bilingual } from '@huren/recognition';
import { COLOURS, MEASURES, RESULTS, divisionCode, instant } from '@huren/standard';
import { z } from 'zod';
import { FEWER } from './public-report.ts';
import { SIMULATION_STATES } from './simulation.ts';

const outcome = z
  .strictObject({
    result: z.enum(RESULTS),
    colour: z.enum(COLOURS).nullable(),
    measure: z.enum(MEASURES).nullable(),
    days: z.int().nullable().meta({ description: 'Until the measure ends, the last one begun.' }),
    fault: z.string().nullable().meta({ description: 'Why it is not recognised.' }),
  })
  .meta({ id: 'SimulatedOutcome' });

const example = z.strictObject({
  decisionId: z.string(),
  at: instant,
  issuer: divisionCode,
  destination: divisionCode,
  purpose: z.enum(PURPOSES),
  reasons: z.array(z.string()),
});

const count = z.int();

const changes = <T extends z.ZodType>(one: T) =>
  z.array(one).meta({
    description: 'From what to what. Where both read the same, the end of the measure differs within a day.',
  });

const changeOf = <C extends z.ZodType>(count: C) => z.strictObject({ from: outcome, to: outcome, count });

const countedIn = <C extends z.ZodType>(count: C) =>
  z.strictObject({
    examined: count,
    touched: count.meta({ description: 'Those that the draft could change: they were decided again.' }),
    changed: count,
    changes: changes(changeOf(count)),
    routes: z
      .array(z.strictObject({ issuer: divisionCode, destination: divisionCode, count }))
      .meta({ description: 'What changed, by issuer and province of the destination.' }),
    reasons: z
      .array(z.strictObject({ kind: z.string(), count }))
      .meta({ description: 'What changed, by each kind of reason that a record states.' }),
  });
const summary = countedIn(count).extend({
  changes: changes(changeOf(count).extend({ examples: z.array(example) })),
});

const publicCount = z
  .union([count, z.literal(FEWER)])
  .meta({ description: 'Of decisions: in whole tens, rounded down.' });

const digest = z.string().nullable();

const window = z.strictObject({ from: instant, to: instant });
const synthetic = z.strictObject({ size: count, seed: z.int() }).nullable();
const erased = { description: 'Decisions that are left out.' };

const limits = z
  .array(
    z.strictObject({
      code: z.literal('stays_not_stated'),
      divisions: z.array(divisionCode),
      text: bilingual,
    }),
  )
  .optional()
  .meta({
    description:
      'What the decisions of the window cannot show: `stays_not_stated`, of counties that the draft raises, those that were of low risk in it, for issuers state no stay there then. Absent: the report was made before limits were told.',
  });

const asked = {
  draft: z.strictObject({ agreement: digest, ruleSet: digest, levels: digest }),
  window,
  asOf: instant,
  synthetic,
  engine: z.string(),
};

const report = z
  .strictObject({
    ...asked,
    recorded: summary.extend({ erased: count.meta(erased) }),
    population: summary.nullable(),
    limits,
  })
  .meta({ id: 'SimulationReport' });

/** What of a report everybody may read. */
export const publicSimulationReport = z
  .strictObject({
    ...asked,
    recorded: countedIn(publicCount).extend({ erased: publicCount.meta(erased) }),
    population: countedIn(count).nullable(),
    limits,
  })
  .meta({ id: 'PublicSimulationReport' });

const progress = {
  state: z.enum(SIMULATION_STATES),
  examined: count,
  total: count,
  changed: count,
};

/** A simulation that was begun. */
export const begunSimulation = z.strictObject({ simulationId: z.uuid() }).meta({ id: 'BegunSimulation' });

/** How far a simulation is. */
export const simulationProgress = z.strictObject(progress).meta({ id: 'SimulationProgress' });

/** A simulation as it stands, with its report once it is done. */
export const simulationView = z
  .strictObject({
    simulationId: z.uuid(),
    ...progress,
    begunAt: instant,
    endedAt: instant.nullable(),
    window,
    asOf: instant,
    synthetic,
    report: report.nullable(),
    digest: digest.meta({
      description:
        'Of the report as everybody may read it, over canonical JSON: the draft names it when it is signed.',
    }),
    error: z.string().nullable(),
  })
  .meta({ id: 'Simulation' });
