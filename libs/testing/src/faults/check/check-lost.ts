import { handedIn } from '../load/hand-in.ts';
import type { Entry } from '../load/journal.ts';
import { TOPICS, logIndex, shareTopicOf } from './log-index.ts';
import type { LogIndex } from './log-index.ts';
import { isSame } from './same.ts';
import type { Snapshot, Violation } from './snapshot.ts';

type Answer = Record<string, unknown>;

/** What is missing of the effect of an acknowledged write; empty: nothing. */
type Missing = (answer: Answer, entry: Entry) => string[];

const missing = (...checks: readonly (readonly [boolean, string])[]): string[] =>
  checks.flatMap(([holds, what]) => (holds ? [] : [what]));

/** The record as it was acknowledged, on the topic; at least as new, in the tables. */
const appliedFaults = ({ issuers, hub }: Snapshot, log: LogIndex): Missing => {
  const rows = { a: byKey(issuers.a.codes, 'codeRef'), b: byKey(issuers.b.codes, 'codeRef') };
  const indexed = byKey(hub.records, 'codeRef');
  return ({ codeRef, version, colour, validUntil }, { service }) => {
    const [ref, at] = [String(codeRef), Number(version)];
    const row = service === 'a' || service === 'b' ? rows[service].get(ref) : undefined;
    const said = log.at(TOPICS.code, ref, at)?.data as Answer | undefined;
    return missing(
      [(row?.version ?? 0) >= at, `no code ${ref} of version ${at} at its issuer`],
      [
        said?.['colour'] === colour && said?.['validUntil'] === validUntil,
        `${ref} v${at} is not on the topic`,
      ],
      [(indexed.get(ref)?.version ?? 0) >= at, `${ref} v${at} is not in the hub's index`],
    );
  };
};

const factFaults = ({ risk }: Snapshot, log: LogIndex): Missing => {
  const rows = byKey(risk.facts, 'factId');
  return ({ outcome, factId, subject, version }) => {
    const said = log.at(TOPICS.person, String(subject), Number(version))?.data as
      | { facts?: { id: string }[] }
      | undefined;
    const isSaid = said?.facts?.some(({ id }) => id === factId) ?? false;
    const row = rows.get(String(factId));
    if (outcome === 'withdrawn')
      return missing(
        [row?.withdrawn === true, `the fact ${String(factId)} is not withdrawn`],
        [said !== undefined && !isSaid, `the withdrawal of ${String(factId)} is not on the topic`],
      );
    return missing(
      [row !== undefined, `there is no fact ${String(factId)}`],
      [isSaid || outcome === 'duplicate', `the fact ${String(factId)} is not on the topic`],
    );
  };
};

const levelFaults = ({ risk }: Snapshot, log: LogIndex): Missing => {
  const rows = byKey(risk.regions, 'division');
  return ({ division, level, version }) => {
    const said = log.at(TOPICS.region, String(division), Number(version))?.data as Answer | undefined;
    return missing(
      [
        (rows.get(String(division))?.version ?? 0) >= Number(version),
        `the level of ${String(division)} is gone`,
      ],
      [said?.['level'] === level, `the level of ${String(division)} is not on the topic`],
    );
  };
};

/** To the byte, but for the holder's pseudonym, which is the verifier's alone. */
const decisionFaults = ({ hub }: Snapshot, log: LogIndex): Missing => {
  const rows = byKey(hub.decisions, 'decisionId');
  const said = new Map(
    log.all
      .filter(({ topic }) => topic === TOPICS.decision)
      .map(({ data }) => (data as { decision: { decisionId: string } }).decision)
      .map((decision) => [decision.decisionId, JSON.stringify(decision)]),
  );
  return ({ holder: _holder, ...decision }) => {
    const [id, body] = [String(decision['decisionId']), JSON.stringify(decision)];
    return missing(
      [rows.get(id)?.body === body, `the decision ${id} is not kept as it was answered`],
      [said.get(id) === body, `the decision ${id} is not on the topic as it was answered`],
    );
  };
};

/** Each record in the version and colour in which it was handed in. */
const handedInFaults = ({ hub }: Snapshot, log: LogIndex): Missing => {
  const indexed = byKey(hub.records, 'codeRef');
  return ({ items }, { body }) =>
    (items as { outcome: string; codeRef?: string }[]).flatMap(({ outcome, codeRef = '' }, at) => {
      if (outcome !== 'applied') return [`record ${at} was ${outcome}`];
      const { version, colour } = handedIn(body, at);
      const said = log.at(TOPICS.code, codeRef, version)?.data as Answer | undefined;
      return missing(
        [(indexed.get(codeRef)?.version ?? 0) >= version, `${codeRef} v${version} is not in the hub's index`],
        [said?.['colour'] === colour, `${codeRef} v${version} is not on the topic`],
      );
    });
};

const arrivalFaults = ({ hub }: Snapshot, log: LogIndex): Missing => {
  const rows = byKey(hub.arrivals, 'arrivalId');
  return ({ arrivalId, sharedWith }) => {
    const { codeRef } = rows.get(String(arrivalId)) ?? {};
    return missing(
      [codeRef !== undefined, `there is no arrival ${String(arrivalId)}`],
      [
        sharedWith === null || log.of(shareTopicOf(String(sharedWith)), String(codeRef)).length > 0,
        `${String(codeRef)} was not shared with ${String(sharedWith)}`,
      ],
    );
  };
};

const byKey = <T, K extends keyof T>(rows: readonly T[], key: K): Map<T[K], T> =>
  new Map(rows.map((row) => [row[key], row]));

/** 0 acknowledged writes lost: each has its whole effect, and its service still gives the same answer. */
export const checkLost = (snapshot: Snapshot): Violation[] => {
  const log = logIndex(snapshot.log);
  const fact = factFaults(snapshot, log);
  const missingOf: Record<Entry['kind'], Missing> = {
    apply: appliedFaults(snapshot, log),
    fact,
    withdraw: fact,
    level: levelFaults(snapshot, log),
    recognise: decisionFaults(snapshot, log),
    'hand-in': handedInFaults(snapshot, log),
    arrive: arrivalFaults(snapshot, log),
  };
  const { hub, risk, issuers } = snapshot;
  const remembered = new Map(
    [hub, risk, issuers.a, issuers.b].flatMap((rows) =>
      rows.remembered.map(({ key, answer }) => [key, answer]),
    ),
  );
  return snapshot.journal
    .filter(({ outcome }) => outcome === 'acknowledged')
    .flatMap((entry) => {
      const answer = JSON.parse(entry.answer ?? 'null') as Answer;
      const kept = isSame(remembered.get(entry.key), answer) ? [] : ['its answer is not kept'];
      return [...kept, ...missingOf[entry.kind](answer, entry)].map((detail) => ({
        kind: 'lost' as const,
        about: `${entry.kind} ${entry.key}`,
        detail,
      }));
    });
};
