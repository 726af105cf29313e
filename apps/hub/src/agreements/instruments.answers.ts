import {
  LANES,
  LIFE_STATES,
  INSTRUMENT_KINDS,
  actContent,
  registeredKey,
  signature,
} from '@huren/agreements';
import { agreement, ruleSet } from '@huren/recognition';
import { divisionCode, instant } from '@huren/standard';
import { z } from 'zod';

/** Names are keys in the database, and stand in addresses. */
const ID_LENGTH = 100;

export const agreementTerms = agreement
  .omit({ state: true, suspendedBy: true })
  .extend({ id: agreement.shape.id.max(ID_LENGTH) });

export const ruleSetTerms = ruleSet.extend({ id: ruleSet.shape.id.max(ID_LENGTH) });

const finding = z.strictObject({
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  path: z.string().meta({ description: 'JSON pointer into the terms.' }),
  message: z.string(),
});

const act = z.strictObject({
  serial: z.int().nonnegative(),
  version: z.int().positive(),
  act: z.string(),
  by: divisionCode,
  at: instant,
  content: actContent.nullable(),
  signatures: z.array(signature),
});

const reads = z
  .array(z.strictObject({ rule: z.string(), paths: z.array(z.string()) }))
  .meta({ description: 'What each rule reads of the fact document.' });

/** @param more what is told of a version of that kind alone */
const viewOf = <T extends z.ZodType, More extends z.ZodRawShape>(terms: T, more: More) =>
  z.strictObject({
    kind: z.enum(INSTRUMENT_KINDS),
    id: z.string(),
    /** How many acts there were: what the next act that is signed must say. */
    serial: z.int().nonnegative(),
    versions: z.array(
      z.strictObject({
        version: z.int().positive(),
        state: z.enum(LIFE_STATES),
        lane: z.enum(LANES),
        grounds: z.string().nullable(),
        parties: z.array(divisionCode),
        signers: z.array(z.strictObject({ party: divisionCode, person: z.string() })),
        suspendedBy: z.array(divisionCode),
        leaving: z
          .array(z.strictObject({ party: divisionCode, until: instant }))
          .meta({ description: 'Who leaves it while others go on, and until when each is bound.' }),
        restsOn: z
          .array(z.int().positive())
          .meta({ description: 'The ordinary versions that an emergency version was laid over.' }),
        validFrom: instant,
        validTo: instant.nullable(),
        terms: terms.meta({ description: 'What its parties sign.' }),
        findings: z.array(finding).meta({
          description:
            'What was found in it when it was proposed, and beside what was signed by when it was.',
        }),
        revision: z.int().nonnegative().meta({ description: 'Under which it was last published; 0: never.' }),
        ...more,
      }),
    ),
    acts: z.array(act),
  });

/** An agreement, or a rule set, as its parties handle it. */
export const agreementFile = viewOf(agreementTerms, {}).meta({ id: 'AgreementFile' });
export const ruleSetFile = viewOf(ruleSet, { reads }).meta({ id: 'RuleSetFile' });

/** What is to be looked at before a version is signed, with what each rule reads. */
const drafted = { id: z.string(), version: z.int().positive(), findings: z.array(finding), reads };
export const draftedAgreement = z
  .strictObject({ ...drafted, terms: agreementTerms })
  .meta({ id: 'DraftedAgreement' });
export const draftedRuleSet = z.strictObject({ ...drafted, terms: ruleSet }).meta({ id: 'DraftedRuleSet' });

const partyKey = registeredKey.extend({
  development: z.boolean().meta({ description: 'Derived from the secret of the federation.' }),
});
export const partyKeyView = partyKey.meta({ id: 'PartyKey' });
export const partyKeys = z.strictObject({ keys: z.array(partyKey) }).meta({ id: 'PartyKeys' });
