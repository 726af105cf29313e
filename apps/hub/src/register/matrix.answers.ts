import { routeChange, standing } from '@huren/events';
import { PURPOSES, RECOGNITION_MODES } from '@huren/recognition';
import { SCHEMES, divisionCode, instant } from '@huren/standard';
import { z } from 'zod';
import { RULES } from '../routes/ruled-clauses.ts';
import { HOLES } from './holes.ts';

const classes = {
  schemes: z.array(z.enum(SCHEMES)),
  purposes: z.array(z.enum(PURPOSES)),
  modes: z.array(z.enum(RECOGNITION_MODES)),
};

const clauses = standing.unwrap().extend({
  altered: z.boolean().meta({
    description:
      'Not as it was signed, or its newest state could not be read: every decision by it is a refusal.',
  }),
  rules: z.enum(RULES).meta({
    description:
      'Whether the rules under which its codes are judged are in force: else nobody is recognised.',
  }),
  reviewDue: z.boolean().meta({ description: 'Its parties were to look at it again by now.' }),
  endsAt: instant.nullable().meta({ description: 'When it ends and nothing comes to hold in its place.' }),
  ...classes,
});

const hole = z
  .strictObject({
    issuers: z.array(divisionCode),
    why: z.enum(HOLES).meta({
      description:
        'As decisions name it: no clause, or one that is suspended, altered or without the rules that it takes.',
    }),
    from: instant.nullable().meta({ description: 'Null: it is so already.' }),
    until: instant.nullable().meta({ description: 'Null: nothing is agreed that ends it.' }),
    ...classes,
  })
  .meta({ description: 'For what, or when, codes of issuers that are recognised are not.' });

const asymmetry = z.strictObject({
  recognises: divisionCode,
  unrequited: divisionCode,
  whole: z.boolean().meta({ description: 'None of its own are recognised there for anything.' }),
  ...classes,
});

const row = z.strictObject({
  destination: divisionCode,
  recognises: z.array(z.strictObject({ issuer: divisionCode, clauses: z.array(clauses) })),
  begins: z.array(routeChange.extend({ issuer: divisionCode })),
  ended: z
    .array(
      z.strictObject({
        issuer: divisionCode,
        agreement: z.string(),
        version: z.int(),
        clause: z.string(),
        endedAt: instant,
      }),
    )
    .meta({ description: 'By which clause issuers were recognised last that are no more.' }),
  gaps: z.array(divisionCode),
  holes: z.array(hole),
});

/** Who recognises whom on a date. */
export const registerMatrix = z
  .strictObject({
    destinations: z.array(row),
    asymmetries: z.array(asymmetry),
  })
  .meta({ id: 'RegisterMatrix' });
