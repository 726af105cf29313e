import type { Colour, FailedResult, IssuerCode } from '@huren/standard';
import type { Coloured } from './colouring.ts';
import type { Refusal } from './model/decision.ts';

/** What was found out about a code that could be looked at. */
export type Finding = Pick<Coloured, 'fired' | 'undetermined' | 'measure' | 'measureUntil' | 'ends'> &
  (
    | { readonly result: 'recognised'; readonly colour: Colour }
    | { readonly result: 'not_recognised'; readonly refusal: Refusal }
  );

/** Why a code could not be looked at, and whose it was. */
export type Failure = {
  readonly result: FailedResult;
  readonly fault?: string;
  readonly issuer?: IssuerCode;
};

/** Where the rules were not asked. */
export const NOTHING_COLOURED = { fired: [], undetermined: [] } as const;
