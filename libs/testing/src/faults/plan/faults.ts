import { HUBS, OPERATED, PLACES, serversOf } from '../world/places.ts';
import type { Place } from '../world/places.ts';
import type { Cut } from '../../network/tcp-link.ts';

/** Something that goes wrong. */
export type Fault =
  | { readonly kind: 'kill'; readonly target: string }
  /** It stands still, and goes on as if nothing had been. */
  | { readonly kind: 'freeze'; readonly target: string }
  | { readonly kind: 'cut'; readonly how: Cut; readonly place: string; readonly server: string }
  /** A further replica joins the groups and leaves them, or all of a deployment are killed at once. */
  | { readonly kind: 'rebalance'; readonly how: 'join'; readonly target: string }
  | { readonly kind: 'rebalance'; readonly how: 'all'; readonly targets: readonly string[] }
  /** The system clock of one process steps ahead, and back. */
  | { readonly kind: 'clock'; readonly how: 'step'; readonly target: string; readonly byMs: number }
  /** Everybody's clock goes on from a later day: what is timed comes all at once. */
  | { readonly kind: 'clock'; readonly how: 'jump'; readonly byMs: number };

/** A fault and for how long it lasts. */
export type Planned = { readonly fault: Fault; readonly holdMs: number };

const DAY_MS = 86_400_000;

/** Longer than a handle counts. */
const STEP_MS = 90_000;

/** Declarations lapse after fourteen days. */
const JUMP_MS = 15 * DAY_MS;

export const SERVERS = ['kafka', 'postgres', 'redis'] as const;

const CUTS: readonly Cut[] = ['reset', 'silent', 'forgotten'];

/** A cut between a server and one of these places, in one of the ways. */
const cutOf = (places: readonly Place[], server: string, turn: number): Fault[] =>
  places.map(({ name }) => ({ kind: 'cut', how: CUTS[turn % CUTS.length] as Cut, place: name, server }));

/** Turns of who is cut in which way: a run takes one of them. */
export const TURNS = CUTS.map((_, turn) => turn);

/**
 * Every fault that there is, in groups: one of each group must happen. Each pair of a place and a server is one, and
 * each of the hub, at either replica, and a service whose operators' side it asks.
 */
export const faultGroups = (turn = 0): Fault[][] => {
  const kills = [...PLACES.map(({ name }) => name), ...SERVERS].map((target): Fault[] => [
    { kind: 'kill', target },
  ]);
  const steps = PLACES.map(({ name }): Fault => ({
    kind: 'clock',
    how: 'step',
    target: name,
    byMs: STEP_MS,
  }));
  return [
    ...kills,
    ...PLACES.flatMap((place, at) => serversOf(place).map((server) => cutOf([place], server, at + turn))),
    ...OPERATED.map(({ name }, at) => cutOf(HUBS, name, at + turn)),
    [{ kind: 'freeze', target: 'kafka' }],
    PLACES.map(({ name }): Fault => ({ kind: 'freeze', target: name })),
    [{ kind: 'rebalance', how: 'join', target: 'hub-3' }],
    [{ kind: 'rebalance', how: 'join', target: 'issuer-a-3' }],
    [{ kind: 'rebalance', how: 'all', targets: ['hub-1', 'hub-2'] }],
    [{ kind: 'rebalance', how: 'all', targets: ['issuer-a-1', 'issuer-a-2'] }],
    steps,
    [{ kind: 'clock', how: 'jump', byMs: JUMP_MS }],
  ];
};

export const nameOf = (fault: Fault): { kind: string; target: string } => {
  switch (fault.kind) {
    case 'kill':
      return { kind: 'kill -9', target: fault.target };
    case 'freeze':
      return { kind: 'stands still', target: fault.target };
    case 'cut':
      return { kind: `cut, ${fault.how}`, target: `${fault.place} ↔ ${fault.server}` };
    case 'rebalance':
      return fault.how === 'join'
        ? { kind: 'rebalance: one joins and leaves', target: fault.target }
        : { kind: 'rebalance: all killed at once', target: fault.targets.join(', ') };
    case 'clock':
      return fault.how === 'step'
        ? { kind: `clock ${fault.byMs / 1000} s ahead and back`, target: fault.target }
        : { kind: `clock ${fault.byMs / DAY_MS} days on`, target: 'everybody' };
  }
};
