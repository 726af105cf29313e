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
export type Entry<Data> = {
  readonly key: string;
  readonly revision: number;
  /** When it was told. RFC 3339, by the teller's domain clock. */
  readonly recordedAt: string;
  /** Its place on its topic; null: it did not come over the bus. */
  readonly sequence: number | null;
  /** Of the document in it, over canonical JSON. */
  readonly digest: string;
  readonly data: Data;
};
