import { agreement, ruleSet } from '@huren/recognition';
import { z } from 'zod';

/** Every version, with its dates. */
export const agreements = z
  .strictObject({ agreements: z.array(agreement.meta({ id: 'Agreement' })) })
  .meta({ id: 'Agreements' });

export const ruleSets = z
  .strictObject({ ruleSets: z.array(ruleSet.meta({ id: 'RuleSet' })) })
  .meta({ id: 'RuleSets' });
