import { agreement, ruleSet } from '@huren/recognition';
import { z } from 'zod';

const listed = agreement
  .extend({
    altered: z.boolean().meta({
      description:
        'Not as it was signed, or its newest state could not be read: decisions by it are refusals.',
    }),
  })
  .meta({ id: 'Agreement' });

/** Every version, with its dates. */
export const agreements = z.strictObject({ agreements: z.array(listed) }).meta({ id: 'Agreements' });

export const ruleSets = z
  .strictObject({ ruleSets: z.array(ruleSet.meta({ id: 'RuleSet' })) })
  .meta({ id: 'RuleSets' });
