import { reason as reasonSchema } from '@huren/standard';
import type { FieldError, IssuerCode, Reason, ReasonKind } from '@huren/standard';
import type { ReasonTemplate } from '../construct.ts';

/** Who states the reasons of a record, and when those were observed that have no time of their own. */
export type ReadContext = { readonly issuer: IssuerCode; readonly observedAt: string };

/** What a construct reads: reasons, kinds that it leaves open, or what is wrong. */
export type Reading = {
  readonly reasons: readonly Reason[];
  readonly open: readonly ReasonKind[];
  readonly faults: readonly FieldError[];
};

export const nothing: Reading = { reasons: [], open: [], faults: [] };
export const openFor = (open: readonly ReasonKind[]): Reading => ({ ...nothing, open });
export const faulty = (...faults: readonly FieldError[]): Reading => ({ ...nothing, faults });

/** A template as a reason. Where the time is already at fault any will do: the record is refused. */
export const complete = (template: ReasonTemplate, { issuer, observedAt }: ReadContext): Reason =>
  reasonSchema.parse({ issuer, evidence: 'unstated', observedAt, ...template });

export const stating = (templates: readonly ReasonTemplate[], context: ReadContext): Reading => ({
  ...nothing,
  reasons: templates.map((template) => complete(template, context)),
});

export const noneOf = (codes: readonly string[]): string => `is none of ${codes.join(', ')}`;
