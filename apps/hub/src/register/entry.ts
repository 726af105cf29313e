import type { Revision } from '@huren/agreements';
import type { AgreementEvent, MemberEvent, PartyKeyEvent, RegionEvent, RuleSetEvent } from '@huren/events';
import type { ValueSet } from './value-sets.ts';

/** What stands in the register, by its kind. */
export type Registered = {
  readonly agreement: AgreementEvent;
  readonly rule_set: RuleSetEvent;
  readonly level: RegionEvent;
  readonly member: MemberEvent;
  readonly party_key: PartyKeyEvent;
  readonly value_set: ValueSet;
};

export type Kind = keyof Registered;

/** One revision of something that stands in the register. */
export type Entry<Data> = Revision<Data> & {
  /** Its place on its topic; null: it did not come over the bus. */
  readonly sequence: number | null;
  /** Of the document in it, over canonical JSON. */
  readonly digest: string;
};
