import { agreementEvent, levelPeriod, memberEvent, partyKeyEvent, ruleSetEvent } from '@huren/events';
import { agreement, ruleSet } from '@huren/recognition';
import { divisionCode, instant } from '@huren/standard';
import { z } from 'zod';
import { publicSimulationReport } from '../simulations/simulations.answers.ts';

const recordedAt = instant.meta({ description: 'When it was told.' });
const digest = z.string().meta({ description: 'By which a decision pins the document.' });
const told = { recordedAt, digest };

const reviewDue = z
  .array(z.string())
  .optional()
  .meta({ description: 'With `at`: clauses that their parties were to look at again by then.' });

/** What the register answers, a resource each. */
export const registerIndex = z
  .strictObject({
    engine: z.string(),
    registrar: z.string().meta({ description: 'Fingerprint of the key that signs these answers.' }),
    resources: z.array(z.strictObject({ name: z.string(), href: z.string() })),
  })
  .meta({ id: 'RegisterIndex' });

export const registerAgreements = z
  .strictObject({ agreements: z.array(agreementEvent.extend({ ...told, reviewDue })) })
  .meta({ id: 'RegisterAgreements' });

export const registerRuleSets = z
  .strictObject({ ruleSets: z.array(ruleSetEvent.extend(told)) })
  .meta({ id: 'RegisterRuleSets' });

export const registerMembers = z
  .strictObject({ members: z.array(memberEvent.extend({ recordedAt })) })
  .meta({ id: 'RegisterMembers' });

export const registerSigningKeys = z
  .strictObject({ signingKeys: z.array(partyKeyEvent.extend({ recordedAt })) })
  .meta({ id: 'RegisterSigningKeys' });

const level = z.strictObject({
  division: divisionCode,
  version: z.int(),
  ...levelPeriod.shape,
  history: z.array(levelPeriod).optional(),
});

export const registerLevels = z
  .strictObject({ riskVersion: z.string().nullable(), levels: z.array(level) })
  .meta({ id: 'RegisterLevels' });

const valueSet = z.strictObject({ id: z.string(), revision: z.int(), ...told, href: z.string() });

export const registerValueSets = z
  .strictObject({ valueSets: z.array(valueSet) })
  .meta({ id: 'RegisterValueSets' });

export const registerValueSet = z
  .strictObject({
    id: z.string(),
    values: z.unknown().meta({ description: 'A closed list or another table, as its id says.' }),
  })
  .meta({ id: 'RegisterValueSet' });

/** What a digest stands for. */
export const registerDocument = z
  .union([agreement, ruleSet, registerValueSet, publicSimulationReport])
  .meta({ id: 'RegisterDocument' });
export type RegisterDocument = z.infer<typeof registerDocument>;

export const registerKeys = z
  .strictObject({ keys: z.array(z.looseObject({ issuer: divisionCode, kid: z.string() })) })
  .meta({ id: 'RegisterKeys' });

const feed = z.strictObject({ issuer: divisionCode, completeAt: instant });

export const registerFreshness = z
  .strictObject({ levelsCompleteAt: instant.nullable(), feeds: z.array(feed) })
  .meta({ id: 'RegisterFreshness' });
