import { PURPOSES, RECOGNITION_MODES, bilingual, namedRuleSet } from '@huren/recognition';
import { COLOURS, MEASURES, SCHEMES, divisionCode, instant } from '@huren/standard';
import { z } from 'zod';

const at = instant.meta({ description: 'The first instant of the period in which it is so.' });

const exhaustive = z.boolean().meta({
  description:
    'Nothing that clauses or rules can tell apart was left out: without changes, those of the one version are proved to be equivalent to those of the other. When the versions themselves hold is told by `validity`, what awaits the unrecognised by `unrecognised`.',
});
const text = bilingual.meta({ description: 'The example in a sentence.' });
const examined = z.int().meta({ description: 'Situations that were put to both.' });

const window = z.strictObject({ validFrom: instant, validTo: instant.nullable() });

const validity = z
  .strictObject({ before: window, after: window, text: bilingual })
  .nullable()
  .meta({ description: 'When the versions themselves hold; null where that is the same.' });

const terms = z
  .strictObject({
    clause: z.string(),
    reasons: z.array(z.string()).nullable(),
    maxSourceAgeSeconds: z.int().nullable(),
    maxRiskAgeSeconds: z.int().nullable(),
    ruleSet: namedRuleSet.nullable(),
    whenStale: z.enum(['unavailable', 'not_recognised']),
  })
  .nullable();

const clauseSituation = z.strictObject({
  issuer: divisionCode,
  scheme: z.enum(SCHEMES),
  destination: divisionCode,
  purpose: z.enum(PURPOSES),
  mode: z.enum(RECOGNITION_MODES),
  at,
});

const versions = { id: z.string(), from: z.int(), to: z.int() };

const betweenAgreements = z
  .strictObject({
    changes: z.array(
      z.strictObject({
        kind: z.enum(['newly_recognised', 'newly_refused', 'other_terms']),
        before: terms,
        after: terms,
        situation: clauseSituation,
        text,
      }),
    ),
    exhaustive,
    examined,
    validity,
  })
  .meta({ id: 'DifferenceOfAgreements' });

/** What one version of an agreement recognises otherwise than another. */
export const agreementDifferenceAnswer = betweenAgreements
  .extend(versions)
  .meta({ id: 'AgreementDifference' });

const verdict = z.strictObject({
  colour: z.enum(COLOURS),
  measure: z.enum(MEASURES),
  measureUntil: instant.nullable(),
});

const situation = z
  .strictObject({
    issuer: divisionCode,
    scheme: z.enum(SCHEMES),
    colour: z.enum(COLOURS),
    bareColour: z.boolean(),
    destination: divisionCode,
    purpose: z.enum(PURPOSES),
    hours: z.record(z.string(), z.int()).meta({ description: 'Since the latest occurrence, by its name.' }),
    tenths: z.int().meta({ description: 'The temperature in tenths of a degree; 0: none was taken.' }),
    uncovered: z.array(z.string()).meta({ description: 'Kinds of reason that nobody looked into.' }),
  })
  .meta({ description: 'What is not named is absent and was looked into.' });

const course = z.strictObject({ measure: z.enum(MEASURES), days: z.int() });

const betweenRuleSets = z
  .strictObject({
    changes: z.array(
      z.strictObject({
        direction: z.enum(['stricter', 'milder', 'mixed']),
        before: verdict,
        after: verdict,
        situation,
        at,
        text,
      }),
    ),
    exhaustive,
    everyKind: z.boolean().meta({
      description:
        'Whether each kind of change is told that there is, also where rules that both have hold as well; false: there may be others beside those told.',
    }),
    limits: z.array(z.string()).meta({ description: 'Why it is not exhaustive.' }),
    examined,
    unrecognised: z.strictObject({ before: course, after: course }).nullable(),
    validity,
  })
  .meta({ id: 'DifferenceOfRuleSets' });

/** What one version of a rule set asks for otherwise than another. */
export const ruleSetDifferenceAnswer = betweenRuleSets.extend(versions).meta({ id: 'RuleSetDifference' });

/** How two documents that were sent differ. */
export const differenceAnswer = z
  .strictObject({ agreement: betweenAgreements.nullable(), ruleSet: betweenRuleSets.nullable() })
  .meta({ id: 'Difference' });
