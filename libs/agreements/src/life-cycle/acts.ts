import type { DivisionCode } from '@huren/standard';
import type { Lane, Signer } from './life.ts';

type OnVersion = { readonly version: number };
type Signed = OnVersion & { readonly signer: Signer };

/** What a party does with a version. Signatures were checked before: `signer` is whose they are. */
export type Act =
  | (OnVersion & {
      readonly act: 'draft';
      readonly parties: readonly DivisionCode[];
      readonly lane: Lane;
      readonly grounds: string | null;
      readonly validFrom: string;
      readonly validTo: string | null;
    })
  | (OnVersion & { readonly act: 'propose' | 'withdraw'; readonly by: DivisionCode })
  | (Signed & { readonly act: 'sign' })
  | (Signed & { readonly act: 'resume' })
  | (Signed & { readonly act: 'suspend'; readonly grounds: string })
  | (Signed & { readonly act: 'give_notice'; readonly until: string })
  | (OnVersion & {
      readonly act: 'end_in_emergency';
      readonly signers: readonly [Signer, Signer];
      readonly grounds: string;
    });

export type ActOf<A extends Act['act']> = Extract<Act, { readonly act: A }>;
