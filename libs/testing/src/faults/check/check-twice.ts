import { TOPICS, firstCopies, logIndex } from './log-index.ts';
import type { LogIndex } from './log-index.ts';
import type { CommonRows, Snapshot, Violation } from './snapshot.ts';

const twice = (about: string, detail: string): Violation => ({ kind: 'twice', about, detail });

const repeatedIn = (values: readonly string[]): string[] => {
  const seen = new Set<string>();
  return [...new Set(values.filter((value) => seen.has(value) || !seen.add(value)))];
};

/** Versions of a state, one event each: no version comes twice, and where they are counted none is left out. */
const versionFaults = (log: LogIndex, topic: string, isCounted: (key: string) => boolean): Violation[] =>
  log.keys(topic).flatMap((key) => {
    const versions = firstCopies(log.of(topic, key)).map(({ version }) => version ?? 0);
    const repeated = repeatedIn(versions.map(String)).map((version) =>
      twice(`${topic} ${key}`, `version ${version} is of more than one event`),
    );
    const highest = Math.max(0, ...versions);
    const gaps = isCounted(key) && new Set(versions).size !== highest;
    return gaps
      ? [...repeated, twice(`${topic} ${key}`, `has ${new Set(versions).size} versions up to ${highest}`)]
      : repeated;
  });

/** Every effect belongs to one key of the journal, and is the only one of it. */
const effectFaults = (
  what: string,
  effects: readonly string[],
  belonging: readonly string[],
): Violation[] => {
  const known = new Set(belonging);
  return [
    ...repeatedIn(belonging).map((id) => twice(`${what} ${id}`, 'is the answer to more than one key')),
    ...effects.filter((id) => !known.has(id)).map((id) => twice(`${what} ${id}`, 'belongs to no key')),
  ];
};

type Answer = Readonly<Record<string, unknown>> | null;

/** What the kept answers of a service call by a name. */
const namedIn = (rows: CommonRows, field: string, counts = (_: Answer): boolean => true): string[] =>
  rows.remembered.flatMap(({ answer }) => {
    const value = (answer as Answer)?.[field];
    return typeof value === 'string' && counts(answer as Answer) ? [value] : [];
  });

const rememberedFaults = ({ journal, hub, risk, issuers }: Snapshot): Violation[] => {
  const keys = new Set(journal.map(({ key }) => key));
  const all = [hub, risk, issuers.a, issuers.b].flatMap(({ remembered }) => remembered.map(({ key }) => key));
  return [
    ...repeatedIn(all).map((key) => twice(`key ${key}`, 'was done by more than one service or route')),
    ...all.filter((key) => !keys.has(key)).map((key) => twice(`key ${key}`, 'is not in the journal')),
  ];
};

const decisionFaults = (snapshot: Snapshot, log: LogIndex): Violation[] => {
  const events = firstCopies(log.all.filter(({ topic }) => topic === TOPICS.decision));
  const published = events.map(
    ({ data }) => (data as { decision: { decisionId: string } }).decision.decisionId,
  );
  const kept = snapshot.hub.decisions.map(({ decisionId }) => decisionId);
  return [
    ...effectFaults('decision', kept, namedIn(snapshot.hub, 'decisionId')),
    ...repeatedIn(published).map((id) => twice(`decision ${id}`, 'was published as more than one event')),
  ];
};

/** Each fact recorded or withdrawn is one step of its subject's version, each level one of its division's. */
const stepFaults = ({ risk }: Snapshot): Violation[] => {
  const steps = new Map<string, number>();
  for (const { subject, withdrawn } of risk.facts)
    steps.set(subject, (steps.get(subject) ?? 0) + (withdrawn ? 2 : 1));
  const subjects = risk.subjects
    .filter(({ subject, version }) => (steps.get(subject) ?? 0) !== version)
    .map(({ subject, version }) =>
      twice(`subject ${subject}`, `version ${version} by ${steps.get(subject) ?? 0} steps`),
    );
  const regions = risk.regions
    .filter(({ version, periods }) => version !== periods)
    .map(({ division, version, periods }) =>
      twice(`division ${division}`, `version ${version} by ${periods} steps`),
    );
  return [...subjects, ...regions];
};

/** 0 applied twice: one effect a key, one event a version, one version a step. */
export const checkTwice = (snapshot: Snapshot): Violation[] => {
  const log = logIndex(snapshot.log);
  const { hub, risk, issuers } = snapshot;
  const issued = new Set([...issuers.a.codes, ...issuers.b.codes].map(({ codeRef }) => codeRef));
  const shareTopics = [...new Set(log.all.map(({ topic }) => topic))].filter((topic) =>
    topic.startsWith('huren.share.'),
  );
  const always = (): boolean => true;
  return [
    ...versionFaults(log, TOPICS.code, (codeRef) => issued.has(codeRef)),
    ...[TOPICS.person, TOPICS.region, ...shareTopics].flatMap((topic) => versionFaults(log, topic, always)),
    ...rememberedFaults(snapshot),
    ...decisionFaults(snapshot, log),
    ...effectFaults(
      'arrival',
      hub.arrivals.map(({ arrivalId }) => arrivalId),
      namedIn(hub, 'arrivalId'),
    ),
    ...effectFaults(
      'fact',
      risk.facts.map(({ factId }) => factId),
      namedIn(risk, 'factId', (answer) => answer?.['outcome'] === 'recorded'),
    ),
    ...effectFaults(
      'code',
      [...issued],
      [...namedIn(issuers.a, 'codeRef'), ...namedIn(issuers.b, 'codeRef')],
    ),
    ...stepFaults(snapshot),
  ];
};
