import type { DivisionCode } from '@huren/standard';
import type { LifeState, LifeStep } from './transitions.ts';
import { nextState } from './transitions.ts';

/** `emergency`: one party, two people, at once, with grounds and an automatic end. */
export const LANES = ['ordinary', 'emergency'] as const;
export type Lane = (typeof LANES)[number];

/** A person who signs for a party, and the public key that bears it out: one key is one signer, whatever its names. */
export type Signer = {
  readonly party: DivisionCode;
  readonly person: string;
  readonly publicKey?: string;
  /** On whose word alone it is that person's key. Absent: an operator's, or that of two people. */
  readonly vouchedBy?: string | undefined;
};

/** A party that leaves an agreement which goes on for the others, and until when it is bound. RFC 3339. */
export type Leaving = { readonly party: DivisionCode; readonly until: string };

/** How far one version has come. Times are RFC 3339. */
export type VersionLife = {
  readonly version: number;
  readonly parties: readonly DivisionCode[];
  readonly lane: Lane;
  /** Why it cannot wait; in the emergency lane. */
  readonly grounds: string | null;
  readonly state: LifeState;
  readonly signers: readonly Signer[];
  /** From when to when it holds: as it was signed, until it is amended or ended earlier. */
  readonly validFrom: string;
  readonly validTo: string | null;
  /** Who has suspended it, in that order: those are bound who are under one of them. Nobody: it is not suspended. */
  readonly suspendedBy: readonly DivisionCode[];
  /** Who leaves it while others go on. Absent: nobody. */
  readonly leaving?: readonly Leaving[];
  /** The ordinary versions over which an emergency version was signed. */
  readonly restsOn?: readonly number[];
};

/** The versions of an agreement or a rule set, the oldest first. */
export type Life = readonly VersionLife[];

/** How long things take. In milliseconds. */
export type LifeTerms = {
  /** Least time from the last signature until an ordinary version takes effect. */
  readonly leadMs: number;
  /** Least time from a notice until its end. */
  readonly noticeMs: number;
  /** Most time that an emergency version holds. */
  readonly emergencyMs: number;
};

const DAY = 86_400_000;

/** Ours: no publication of 2020 states them. */
export const LIFE_TERMS: LifeTerms = { leadMs: DAY, noticeMs: 7 * DAY, emergencyMs: 30 * DAY };

export const LIFE_FAULTS = [
  'illegal_transition',
  'unknown_version',
  'version_order',
  'invalid_window',
  'backdated',
  'foreign_party',
  'party_missing',
  'already_signed',
  'other_party',
  'not_independent',
  'lead_time',
  'notice_too_short',
  'no_grounds',
  'no_automatic_end',
  'emergency_too_long',
  'suspended',
  'not_who_suspended',
] as const;
export type LifeFault = (typeof LIFE_FAULTS)[number];

/** An act that is not allowed. It changes nothing. */
export class RefusedAct extends Error {
  readonly fault: LifeFault;

  constructor(fault: LifeFault, message: string) {
    super(message);
    this.name = 'RefusedAct';
    this.fault = fault;
  }
}

/** A version after a step. @throws RefusedAct where its state does not allow the step */
export const stepped = (
  version: VersionLife,
  step: LifeStep,
  more: Partial<VersionLife> = {},
): VersionLife => {
  const state = nextState(version.state, step);
  if (state === undefined) {
    throw new RefusedAct(
      'illegal_transition',
      `version ${version.version} is ${version.state}: the step ${step} is not open to it`,
    );
  }
  return { ...version, ...more, state };
};

/** A life with some of its versions after a change. */
export const withVersions = (life: Life, ...changed: readonly VersionLife[]): Life =>
  life.map((version) => changed.find((other) => other.version === version.version) ?? version);

/** States of a version that is signed and not over. */
const LIVE: readonly LifeState[] = ['signed', 'in_force', 'suspended', 'overlaid'];
export const isLive = ({ state }: VersionLife): boolean => LIVE.includes(state);

/** The version that holds, be it suspended; never more than one. */
export const holding = (life: Life): VersionLife | undefined =>
  life.find(({ state }) => state === 'in_force' || state === 'suspended');

/** Whether a party to a version is bound by it no longer. */
export const hasLeft = ({ leaving = [] }: VersionLife, party: DivisionCode, at: Date): boolean =>
  leaving.some((one) => one.party === party && Date.parse(one.until) <= at.getTime());

/**
 * The ordinary versions that an emergency version rests on: the one in date, and those that begin while it holds. None,
 * where none is in date: what is only to come binds nobody yet.
 */
export const groundsOf = (life: Life, { validTo }: VersionLife): VersionLife[] => {
  const ordinary = life.filter(
    (each) =>
      each.lane === 'ordinary' &&
      isLive(each) &&
      (validTo === null || Date.parse(each.validFrom) < Date.parse(validTo)),
  );
  return ordinary.some(({ state }) => state !== 'signed') ? ordinary : [];
};
