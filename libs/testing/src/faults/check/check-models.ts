import { TOPICS, logIndex, shareTopicOf } from './log-index.ts';
import type { LogIndex } from './log-index.ts';
import { isSame } from './same.ts';
import type { IssuerRows, Snapshot, Violation } from './snapshot.ts';

const diverged = (about: string, detail: string): Violation => ({ kind: 'diverged', about, detail });

type State = { readonly version: number; readonly state: unknown };

/** Compares a read model, by key, with the newest states of its topic. */
const modelFaults = (
  model: string,
  rows: ReadonlyMap<string, State>,
  log: LogIndex,
  topic: string,
  stateOf: (data: unknown) => unknown = (data) => data,
): Violation[] => {
  const keys = new Set([...rows.keys(), ...log.keys(topic)]);
  return [...keys].flatMap((key) => {
    const [row, said] = [rows.get(key), log.newest(topic, key)];
    if (!said) return [diverged(`${model} ${key}`, 'is not on the topic')];
    if (!row) return [diverged(`${model} ${key}`, `is absent; the topic has version ${said.version ?? '?'}`)];
    if (row.version !== said.version)
      return [diverged(`${model} ${key}`, `has version ${row.version}, the topic ${said.version ?? '?'}`)];
    return isSame(row.state, stateOf(said.data))
      ? []
      : [diverged(`${model} ${key}`, 'differs from the topic')];
  });
};

const isErased = (data: unknown): boolean => (data as { erased?: boolean }).erased === true;
const unlessErased =
  (field: string) =>
  (data: unknown): unknown =>
    isErased(data) ? null : (data as Record<string, unknown>)[field];

const hubFaults = ({ hub }: Snapshot, log: LogIndex): Violation[] =>
  modelFaults(
    "the hub's index",
    new Map(hub.records.map(({ codeRef, version, record }) => [codeRef, { version, state: record }])),
    log,
    TOPICS.code,
    (data) => (isErased(data) ? null : data),
  );

const riskFaults = ({ risk }: Snapshot, log: LogIndex): Violation[] => {
  const facts = Map.groupBy(
    risk.facts.filter(({ withdrawn }) => !withdrawn),
    ({ subject }) => subject,
  );
  const inOrder = (of: readonly { factId: string; reason: unknown }[]) =>
    of.map(({ factId, reason }) => ({ id: factId, reason })).sort((a, b) => (a.id < b.id ? -1 : 1));
  const subjects = risk.subjects
    .filter(({ version }) => version > 0)
    .map(({ subject, version }) => [subject, { version, state: inOrder(facts.get(subject) ?? []) }] as const);
  const regions = risk.regions
    .filter(({ version }) => version > 0)
    .map(({ division, version, level }) => [division, { version, state: level }] as const);
  const factsSaid = (data: unknown) =>
    (data as { facts: { id: string; reason: unknown }[] }).facts.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return [
    ...modelFaults("risk's facts", new Map(subjects), log, TOPICS.person, factsSaid),
    ...modelFaults("risk's levels", new Map(regions), log, TOPICS.region, unlessErased('level')),
  ];
};

type Reason = {
  readonly kind: string;
  readonly observedAt: string;
  readonly division?: string;
  readonly level?: string;
};

/** A code's reasons follow from the facts and the levels that the topics end with. */
const reasonFaults = (issuer: string, { codes }: IssuerRows, log: LogIndex): Violation[] =>
  codes.flatMap(({ codeRef, subject, stays, record, factsAsked, isDue }) => {
    const about = `the code ${codeRef} of ${issuer}`;
    if (!factsAsked) return [diverged(about, 'was never told the facts of its holder')];
    if (isDue) return [diverged(about, 'is due to change by itself and has not')];
    const reasons = (record as { reasons: Reason[] }).reasons;
    const facts = (log.newest(TOPICS.person, subject)?.data as { facts?: { reason: Reason }[] } | undefined)
      ?.facts;
    const told = new Set((facts ?? []).map(({ reason }) => `${reason.kind} ${reason.observedAt}`));
    const stated = reasons.filter(({ kind }) => kind === 'contact.close');
    const graded = new Map(
      reasons.flatMap(({ division, level }) => (division ? [[division, level ?? 'low']] : [])),
    );
    const wrong = stays.filter((division) => {
      const said = log.newest(TOPICS.region, division)?.data as { level: string } | undefined;
      return (said?.level ?? 'low') !== (graded.get(division) ?? 'low');
    });
    const isRight =
      stated.length === told.size &&
      stated.every(({ kind, observedAt }) => told.has(`${kind} ${observedAt}`));
    return [
      ...(isRight ? [] : [diverged(about, `states ${stated.length} contacts of ${told.size}, or others`)]),
      ...wrong.map((division) => diverged(about, `does not state the level of ${division}`)),
    ];
  });

const issuerFaults = (issuer: string, rows: IssuerRows, log: LogIndex): Violation[] => {
  const holders = new Set(rows.codes.map(({ subject }) => subject));
  const known = new Map(rows.facts.map(({ subject, version, facts }) => [subject, { version, facts }]));
  const facts = [...holders].flatMap((subject) => {
    const said = log.newest(TOPICS.person, subject);
    const [row, about] = [known.get(subject), `facts of ${subject} at ${issuer}`];
    if ((row?.version ?? 0) !== (said?.version ?? 0))
      return [diverged(about, `have version ${row?.version ?? 0}, the topic ${said?.version ?? 0}`)];
    const same = isSame(row?.facts ?? [], (said?.data as { facts: unknown } | undefined)?.facts ?? []);
    return same ? [] : [diverged(about, 'differ from the topic')];
  });
  const strangers = rows.facts
    .filter(({ subject }) => !holders.has(subject))
    .map(({ subject }) => diverged(`facts of ${subject} at ${issuer}`, 'are of no holder'));
  const levels = new Map(
    rows.levels.map(({ division, version, level }) => [division, { version, state: level }]),
  );
  return [
    ...facts,
    ...strangers,
    ...modelFaults(`levels at ${issuer}`, levels, log, TOPICS.region, unlessErased('level')),
    ...sharedFaults(issuer, rows, log),
    ...reasonFaults(issuer, rows, log),
  ];
};

const SHARED_WITH = { a: '330000', b: '310000' } as const;

const sharedFaults = (issuer: string, { shared }: IssuerRows, log: LogIndex): Violation[] => {
  const province = SHARED_WITH[issuer as 'a' | 'b'];
  const rows = shared.filter(({ sharedWith }) => sharedWith === province);
  const states = rows.map(({ codeRef, version, record }) => [codeRef, { version, state: record }] as const);
  return modelFaults(
    `shared with ${province}`,
    new Map(states),
    log,
    shareTopicOf(province),
    unlessErased('record'),
  );
};

/** What each replica of the hub keeps in memory: all of the levels' topic. */
const seenFaults = ({ seen }: Snapshot, log: LogIndex): Violation[] => {
  const end = Math.max(
    -1,
    ...log.all.filter(({ topic }) => topic === TOPICS.region).map(({ offset }) => offset),
  );
  return seen.flatMap(({ replica, riskVersion, levels }) => [
    ...(riskVersion === end
      ? []
      : [diverged(`levels at ${replica}`, `are of place ${riskVersion}, the topic ends at ${end}`)]),
    ...levels
      .filter(
        ({ division, level }) =>
          (log.newest(TOPICS.region, division)?.data as { level?: string } | undefined)?.level !== level,
      )
      .map(({ division, level }) => diverged(`levels at ${replica}`, `${division} is ${level}`)),
  ]);
};

/** Read models equal to what their topics say. */
export const checkModels = (snapshot: Snapshot): Violation[] => {
  const log = logIndex(snapshot.log);
  return [
    ...hubFaults(snapshot, log),
    ...riskFaults(snapshot, log),
    ...issuerFaults('a', snapshot.issuers.a, log),
    ...issuerFaults('b', snapshot.issuers.b, log),
    ...seenFaults(snapshot, log),
  ];
};
