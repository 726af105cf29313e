import { countCopies } from './check/check-order.ts';
import type { Logged, Violation } from './check/snapshot.ts';
import { WRITE_KINDS } from './load/journal.ts';
import type { Entry } from './load/journal.ts';
import { TURNS, faultGroups, nameOf } from './plan/faults.ts';

/** How it went with one fault. */
export type Struck = {
  readonly kind: string;
  readonly target: string;
  readonly heldSeconds: number;
  /** From its heal until the probe came through; null: it never did. */
  readonly recoverySeconds: number | null;
  /** What the probe waited for longest. */
  readonly longest?: { readonly what: string; readonly seconds: number };
  /** What the probe waited for last, where it never came through. */
  readonly waitingFor?: string;
};

/** The longest that a recovery may take. */
export const RECOVERY_SECONDS = 30;

export type Report = {
  readonly seed: number;
  readonly seconds: number;
  readonly faults: readonly Struck[];
  readonly writes: Readonly<Record<string, number>>;
  readonly refusals: Readonly<Record<string, number>>;
  readonly log: { readonly messages: number; readonly copies: number };
  /** Processes that ended although nobody had told them to. */
  readonly endedByThemselves: Readonly<Record<string, number>>;
  readonly violations: readonly Violation[];
  /** What the run shows, by name. */
  readonly checks: readonly { readonly name: string; readonly ok: boolean }[];
};

const total = (entries: readonly Entry[], outcome: Entry['outcome']): number =>
  entries.filter((entry) => entry.outcome === outcome).length;

/** Counts of the journal: by outcome, acknowledged ones by kind, and how often one was sent again. */
export const countWrites = (entries: readonly Entry[]): Record<string, number> => {
  const acknowledged = entries.filter(({ outcome }) => outcome === 'acknowledged');
  const kinds = Map.groupBy(acknowledged, ({ kind }) => kind);
  return {
    acknowledged: acknowledged.length,
    refused: total(entries, 'refused'),
    unknown: total(entries, 'unknown'),
    retries: entries.reduce((sum, { attempts }) => sum + Math.max(0, attempts - 1), 0),
    ...Object.fromEntries([...kinds].map(([kind, of]) => [`acknowledged: ${kind}`, of.length])),
  };
};

export const countLog = (log: readonly Logged[]): Report['log'] => ({
  messages: log.length,
  copies: countCopies(log),
});

/** Why writes were refused, and how often: by what was written, status and the code of the problem. */
export const countRefusals = (entries: readonly Entry[]): Record<string, number> => {
  const refused = entries.filter(({ outcome }) => outcome === 'refused');
  const reasons = Map.groupBy(refused, ({ kind, status, answer }) => {
    const code = /"code":"(\w+)"/.exec(answer ?? '')?.[1] ?? '?';
    return `${kind}: ${status ?? '?'} ${code}`;
  });
  return Object.fromEntries([...reasons].map(([reason, of]) => [reason, of.length]));
};

const without = (violations: readonly Violation[], kind: Violation['kind']): boolean =>
  violations.every((violation) => violation.kind !== kind);

const isOfEveryKind = (faults: readonly Struck[]): boolean => {
  const struck = new Set(faults.map(({ kind, target }) => `${kind} ${target}`));
  const happened = (name: ReturnType<typeof nameOf>): boolean => struck.has(`${name.kind} ${name.target}`);
  const isWhole = (turn: number): boolean =>
    faultGroups(turn).every((group) => group.some((fault) => happened(nameOf(fault))));
  return TURNS.some(isWhole);
};

/** Fewer acknowledged writes of a kind would show little of it. */
const FEWEST_WRITES = 20;

/** The load means every write; what another one of its own came before may be refused all the same. */
const MOST_REFUSED = 0.01;

/** A process may end where a server that it needs to start is away. One that crashes does so again and again. */
const MOST_ENDED = 2;

/** What the run shows: each by the name that docs/capabilities.md gives as evidence. */
export const checksOf = (
  faults: readonly Struck[],
  writes: Report['writes'],
  violations: readonly Violation[],
  endedByThemselves: Report['endedByThemselves'],
): Report['checks'] => [
  { name: 'every kind of fault', ok: isOfEveryKind(faults) },
  {
    name: 'every kind of write',
    ok: WRITE_KINDS.every((kind) => (writes[`acknowledged: ${kind}`] ?? 0) >= FEWEST_WRITES),
  },
  {
    name: 'hardly anything refused',
    ok: (writes['refused'] ?? 0) <= MOST_REFUSED * (writes['acknowledged'] ?? 0),
  },
  {
    name: 'no process crashes again and again',
    ok: Object.values(endedByThemselves).every((times) => times <= MOST_ENDED),
  },
  {
    name: 'recovery',
    ok: faults.every(
      ({ recoverySeconds }) => recoverySeconds !== null && recoverySeconds <= RECOVERY_SECONDS,
    ),
  },
  { name: 'nothing lost', ok: without(violations, 'lost') },
  { name: 'nothing applied twice', ok: without(violations, 'twice') },
  { name: 'nothing out of order', ok: without(violations, 'order') },
  {
    name: 'read models equal to topics',
    ok: without(violations, 'diverged') && without(violations, 'left over'),
  },
];
