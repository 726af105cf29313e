import type { Entry } from '../load/journal.ts';
import type { Logged, Snapshot } from './snapshot.ts';

const KEYS = [
  'apply-a',
  'apply-b',
  'fact',
  'withdraw',
  'level',
  'recognise',
  'hand-in',
  'again',
  'arrive',
] as const;
type Key = (typeof KEYS)[number];

const CODE_A = '420000.a';
const CODE_B = '440000.b';
const HANDED_IN = '230000.h';
const [HOLDER_A, HOLDER_B] = ['subject-a', 'subject-b'];
const COUNTY = '110101';
const VALID = '2026-12-25T09:00:00+08:00';

const contact = { kind: 'contact.close', observedAt: '2026-11-25T08:00:00+08:00' };
const area = {
  kind: 'exposure.area',
  observedAt: '2026-11-23T00:00:00+08:00',
  division: COUNTY,
  level: 'high',
};

const recordOf = (codeRef: string, version: number, colour: string, reasons: object[]) => ({
  codeRef,
  version,
  colour,
  validUntil: VALID,
  reasons,
});

/** Version 2 came of the contact's report; B's of the level, before the withdrawal of a contact that it never knew. */
const statesOfA = [recordOf(CODE_A, 1, 'green', []), recordOf(CODE_A, 2, 'yellow', [contact])];
const statesOfB = [recordOf(CODE_B, 1, 'green', []), recordOf(CODE_B, 2, 'yellow', [area])];
const HANDED_IN_AT = Date.parse('2026-11-18T20:00:00+08:00') / 1000;
const [handedIn, handedInAgain] = [
  recordOf(HANDED_IN, HANDED_IN_AT, 'green', []),
  recordOf(HANDED_IN, HANDED_IN_AT + 1, 'yellow', []),
];
const rowsOf = (updated: string, colour: string) => ({
  records: [
    [
      { k: 'UPD', v: updated },
      { k: 'CLR', v: colour },
    ],
  ],
});
const handedInAnswer = { items: [{ index: 0, outcome: 'applied', codeRef: HANDED_IN }] };

const decision = { decisionId: 'decision-1', result: 'recognised', colour: 'green' };

const factsOf = (subject: string, version: number, facts: object[]) => ({ subject, version, facts });
const factA = { id: 'fact-a', reason: contact };
const factB = { id: 'fact-b', reason: { ...contact, observedAt: '2026-11-24T08:00:00+08:00' } };

const level = { division: COUNTY, version: 1, level: 'high' };
const share = { codeRef: CODE_A, version: 1, sharedWith: '330000', record: statesOfA[1] };

const answers: Record<Key, object> = {
  'apply-a': { codeRef: CODE_A, version: 1, colour: 'green', validUntil: VALID },
  'apply-b': { codeRef: CODE_B, version: 1, colour: 'green', validUntil: VALID },
  fact: { outcome: 'recorded', factId: 'fact-a', subject: HOLDER_A, version: 1 },
  withdraw: { outcome: 'withdrawn', factId: 'fact-b', subject: HOLDER_B, version: 2 },
  level,
  recognise: { ...decision, holder: 'a pseudonym' },
  'hand-in': handedInAnswer,
  again: handedInAnswer,
  arrive: { arrivalId: 'arrival-1', sharedWith: '330000' },
};

const KINDS: Record<Key, Pick<Entry, 'kind' | 'service'> & { body?: unknown }> = {
  'apply-a': { kind: 'apply', service: 'a' },
  'apply-b': { kind: 'apply', service: 'b' },
  fact: { kind: 'fact', service: 'risk' },
  withdraw: { kind: 'withdraw', service: 'risk' },
  level: { kind: 'level', service: 'risk' },
  recognise: { kind: 'recognise', service: 'hub' },
  'hand-in': { kind: 'hand-in', service: 'hub', body: rowsOf('20261118200000', 'G') },
  again: { kind: 'hand-in', service: 'hub', body: rowsOf('20261118200001', 'Y') },
  arrive: { kind: 'arrive', service: 'hub' },
};

const entryOf = (key: Key): Entry => ({
  key,
  ...{ method: 'POST', path: '/v1', body: {}, outcome: 'acknowledged', status: 200, attempts: 1 },
  ...KINDS[key],
  answer: JSON.stringify(answers[key]),
});

/** The report of B's contact: nobody had an answer to it. */
const unknown: Entry = { ...entryOf('fact'), key: 'unknown', outcome: 'unknown', status: null, answer: null };

const remembered = (...keys: Key[]) => keys.map((key) => ({ key, answer: answers[key] }));

const messagesOf = (
  topic: string,
  key: string,
  states: readonly { version?: number }[],
): Omit<Logged, 'offset'>[] =>
  states.map((data, at) => ({
    ...{ topic, partition: 0, key, data, id: `${topic} ${key} ${at}` },
    version: data.version ?? null,
  }));

const LOG = [
  messagesOf('huren.code.v1', CODE_A, statesOfA),
  messagesOf('huren.code.v1', CODE_B, statesOfB),
  messagesOf('huren.code.v1', HANDED_IN, [handedIn, handedInAgain]),
  messagesOf('huren.risk.person.v1', HOLDER_A, [factsOf(HOLDER_A, 1, [factA])]),
  messagesOf('huren.risk.person.v1', HOLDER_B, [factsOf(HOLDER_B, 1, [factB]), factsOf(HOLDER_B, 2, [])]),
  messagesOf('huren.risk.region.v1', COUNTY, [level]),
  messagesOf('huren.share.330000.v1', CODE_A, [share]),
  [
    {
      topic: 'huren.decision.v1',
      partition: 0,
      key: HOLDER_A,
      id: 'event',
      version: null,
      data: { decision },
    },
  ],
].flatMap((messages) => messages.map((message, offset): Logged => ({ ...message, offset })));

const nothingLeft = { deadLetters: 0, outbox: 0 };

const code = (state: { codeRef: string; version: number }, subject: string, stays: string[]) => ({
  ...{ codeRef: state.codeRef, version: state.version, record: state, subject, stays },
  ...{ factsAsked: true, isDue: false },
});

/** A snapshot of a small federation in which nothing is wrong. */
export const soundSnapshot = (): Snapshot =>
  structuredClone({
    journal: [...KEYS.map(entryOf), unknown],
    log: LOG,
    hub: {
      ...nothingLeft,
      remembered: remembered('recognise', 'hand-in', 'again', 'arrive'),
      records: [...statesOfA.slice(-1), ...statesOfB.slice(-1), handedInAgain].map((record) => ({
        ...{ codeRef: record.codeRef, version: record.version, record },
      })),
      decisions: [{ decisionId: decision.decisionId, body: JSON.stringify(decision) }],
      arrivals: [{ arrivalId: 'arrival-1', codeRef: CODE_A, sharedWith: '330000' }],
    },
    risk: {
      ...nothingLeft,
      remembered: [
        ...remembered('fact', 'withdraw', 'level'),
        { key: 'unknown', answer: { outcome: 'recorded', factId: 'fact-b', subject: HOLDER_B, version: 1 } },
      ],
      subjects: [
        { subject: HOLDER_A, version: 1 },
        { subject: HOLDER_B, version: 2 },
      ],
      facts: [
        { subject: HOLDER_A, factId: 'fact-a', withdrawn: false, reason: contact },
        { subject: HOLDER_B, factId: 'fact-b', withdrawn: true, reason: factB.reason },
      ],
      regions: [{ division: COUNTY, version: 1, level: 'high', periods: 1 }],
    },
    issuers: {
      a: {
        ...nothingLeft,
        remembered: remembered('apply-a'),
        codes: [code(statesOfA[1] ?? handedIn, HOLDER_A, [])],
        facts: [{ subject: HOLDER_A, version: 1, facts: [factA] }],
        levels: [level],
        shared: [{ sharedWith: '330000', codeRef: CODE_A, version: 1, record: statesOfA[1] }],
      },
      b: {
        ...nothingLeft,
        remembered: remembered('apply-b'),
        codes: [code(statesOfB[1] ?? handedIn, HOLDER_B, [COUNTY])],
        facts: [{ subject: HOLDER_B, version: 2, facts: [] }],
        levels: [level],
        shared: [],
      },
    },
    seen: ['hub-1', 'hub-2'].map((replica) => ({
      replica,
      riskVersion: 0,
      levels: [{ division: COUNTY, level: 'high' }],
    })),
  });
