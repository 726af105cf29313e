import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countCopies } from './check-order.ts';
import { check } from './check.ts';
import type { Logged, Snapshot } from './snapshot.ts';
import { soundSnapshot } from './sound-snapshot.ts';

/** Corruptions are done to a copy, whose fields may be written. */
type Writable<T> = { -readonly [K in keyof T]: T[K] extends object ? Writable<T[K]> : T[K] };
type Draft = Writable<Snapshot>;

const corrupted = (corrupt: (draft: Draft) => void): Snapshot => {
  const draft = soundSnapshot() as Draft;
  corrupt(draft);
  return draft as Snapshot;
};

const kindsOf = (snapshot: Snapshot): string[] => [...new Set(check(snapshot).map(({ kind }) => kind))];

const HANDED_IN = '230000.h';
const handedInAgain = Date.parse('2026-11-18T20:00:01+08:00') / 1000;

const SIZE = soundSnapshot().log.length;
const anyMessage = fc.integer({ min: 0, max: SIZE - 1 });

/** Every list of rows that is compared with something. */
const lists = (draft: Draft): unknown[][] =>
  [draft.hub, draft.risk, draft.issuers.a, draft.issuers.b].flatMap((rows) =>
    Object.values(rows).filter((list): list is never[] => Array.isArray(list) && list.length > 0),
  );

const placed = (log: Logged[]): Logged[] => log.map((message, offset) => ({ ...message, offset }));

describe('the checker', () => {
  it('finds nothing where nothing is wrong', () => {
    expect(check(soundSnapshot())).toEqual([]);
  });

  it('allows the copies that a relay makes when it publishes again, and counts them', () => {
    fc.assert(
      fc.property(anyMessage, (from) => {
        const snapshot = corrupted(({ log }) => void log.push(...structuredClone(log.slice(from))));
        expect(check(snapshot)).toEqual([]);
        expect(countCopies(snapshot.log)).toBe(SIZE - from);
      }),
    );
  });

  it('finds any message that is lost', () => {
    fc.assert(
      fc.property(anyMessage, (at) => {
        const snapshot = corrupted(({ log }) => void log.splice(at, 1));
        expect(check(snapshot)).not.toEqual([]);
      }),
    );
  });

  it('finds any message that is said twice as two events', () => {
    fc.assert(
      fc.property(anyMessage, (at) => {
        const snapshot = corrupted(({ log }) => {
          const again = log[at];
          if (again) log.splice(at + 1, 0, { ...structuredClone(again), id: 'another' });
        });
        expect(kindsOf(snapshot)).toContain('twice');
      }),
    );
  });

  it('finds any two events of a key that have changed places', () => {
    const pairs = soundSnapshot().log.flatMap(({ key, topic }, at, log) =>
      log[at + 1]?.key === key && log[at + 1]?.topic === topic ? [at] : [],
    );
    expect(pairs.length).toBeGreaterThan(0);
    for (const at of pairs) {
      const snapshot = corrupted((draft) => {
        const [one, other] = draft.log.splice(at, 2);
        if (one && other) draft.log.splice(at, 0, other, one);
        draft.log = placed(draft.log as Logged[]);
      });
      expect(kindsOf(snapshot)).toContain('order');
    }
  });

  it('finds any row that is lost', () => {
    const found = lists(soundSnapshot() as Draft).map((_, at) => {
      const snapshot = corrupted((draft) => void lists(draft)[at]?.pop());
      return check(snapshot).length > 0;
    });
    expect(found).toEqual(found.map(() => true));
  });

  it.each<[string, string, (draft: Draft) => void]>([
    [
      'a decision kept otherwise than it was answered',
      'lost',
      ({ hub }) => void (hub.decisions[0]!.body += ' '),
    ],
    ['an answer that is no longer given', 'lost', ({ risk }) => void (risk.remembered[0]!.answer = {})],
    ['an acknowledged withdrawal undone', 'lost', ({ risk }) => void (risk.facts[1]!.withdrawn = false)],
    [
      'an acknowledged update of a record that had no effect',
      'lost',
      (draft) => {
        const at = draft.log.findIndex(({ key, version }) => key === HANDED_IN && version === handedInAgain);
        const [gone] = draft.log.splice(at, 1);
        const before = draft.log.find(({ key }) => key === gone?.key);
        draft.hub.records[2] = {
          codeRef: HANDED_IN,
          version: before!.version!,
          record: before!.data as object,
        };
      },
    ],
    [
      'an acknowledged update with another colour',
      'lost',
      ({ log }) => {
        for (const { key, data } of log) if (key === HANDED_IN) (data as { colour: string }).colour = 'red';
      },
    ],
    ['an acknowledged version behind', 'lost', ({ issuers }) => void (issuers.a.codes[0]!.version = 0)],
    [
      'two decisions by one key',
      'twice',
      ({ hub }) => void hub.decisions.push({ decisionId: 'decision-2', body: '{}' }),
    ],
    [
      'one decision by two keys',
      'twice',
      ({ hub }) => void hub.remembered.push({ ...hub.remembered[0]!, key: 'apply-a' }),
    ],
    [
      'a second fact by one key',
      'twice',
      ({ risk }) => void risk.facts.push({ ...risk.facts[0]!, factId: 'fact-c' }),
    ],
    ['a version without its step', 'twice', ({ risk }) => void (risk.regions[0]!.version = 2)],
    [
      'an old state as the last message of a key',
      'order',
      ({ log }) => void log.splice(2, 0, structuredClone(log[0]!)),
    ],
    ['one key in two partitions', 'order', ({ log }) => void (log[1]!.partition = 7)],
    ['an index that is behind', 'diverged', ({ hub }) => void (hub.records[0]!.version = 1)],
    [
      'an index with another content',
      'diverged',
      ({ hub }) => void (hub.records[2]!.record = { colour: 'red' }),
    ],
    [
      'a row that the topic does not have',
      'diverged',
      ({ hub }) => void hub.records.push({ ...hub.records[0]!, codeRef: '420000.z' }),
    ],
    ['an issuer with old facts', 'diverged', ({ issuers }) => void (issuers.b.facts[0]!.version = 1)],
    [
      'a code that was not recoloured',
      'diverged',
      ({ issuers }) => void (issuers.a.codes[0]!.record = { reasons: [] }),
    ],
    [
      'a code that no level reached',
      'diverged',
      ({ issuers }) => void (issuers.b.codes[0]!.record = { reasons: [] }),
    ],
    ['a code that is overdue', 'diverged', ({ issuers }) => void (issuers.a.codes[0]!.isDue = true)],
    ['a replica that has not read all levels', 'diverged', ({ seen }) => void (seen[1]!.riskVersion = null)],
    ['a replica with another level', 'diverged', ({ seen }) => void (seen[0]!.levels[0]!.level = 'low')],
    ['a shared record that differs', 'diverged', ({ issuers }) => void (issuers.a.shared[0]!.record = null)],
    ['a dead letter', 'left over', ({ issuers }) => void (issuers.b.deadLetters = 1)],
    ['an event that waits', 'left over', ({ risk }) => void (risk.outbox = 1)],
  ])('finds %s: %s', (_, kind, corrupt) => {
    expect(kindsOf(corrupted(corrupt))).toContain(kind);
  });
});
