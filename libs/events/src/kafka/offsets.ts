import kafkajs, { type Admin } from 'kafkajs';
import { delayOf } from '../consume/retry.ts';
import type { Contracts } from '../contracts/registry.ts';
import type { GroupPosition } from '../port/bus.ts';
import { nameOf, type Place } from '../progress/place.ts';
import { wait } from '../util/wait.ts';

/** The end of a partition, and where what is kept of it begins. */
export interface End extends Place {
  low: number;
}

const ATTEMPTS = 4;
const BACKOFF = { firstDelayMs: 50, maxDelayMs: 1_000, random: Math.random };

/** A replica's group: its members are seen in the cluster, its place is not. */
const REPLICA = '.replica.';
export const replicaGroup = (group: string, process: string): string => `${group}${REPLICA}${process}`;

/** Where each of the partitions is, given what is known; what was never begun is at what is kept. */
export const placesAt = (ends: readonly End[], known: ReadonlyMap<string, number>): Place[] =>
  ends.map((end) => ({ ...end, offset: Math.max(known.get(nameOf(end)) ?? 0, end.low) }));

/** A leader, or a group's coordinator, that moves is asked again where it went. */
const patiently = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let failures = 1; ; failures += 1) {
    try {
      return await work();
    } catch (error) {
      if (failures >= ATTEMPTS) throw error;
      await wait(delayOf(failures, BACKOFF));
    }
  }
};

const endsOf = async (admin: Admin, topic: string): Promise<End[]> => {
  const found = await patiently(() => admin.fetchTopicOffsets(topic));
  const ends = found.map(({ partition, high, low }) => ({
    topic,
    partition,
    offset: Number(high),
    low: Number(low),
  }));
  return ends.sort((a, b) => a.partition - b.partition);
};

/** What a group has committed, by partition. */
const committedBy = async (
  admin: Admin,
  groupId: string,
  topics?: string[],
): Promise<Map<string, number>> => {
  const found = await patiently(() => admin.fetchOffsets({ groupId, ...(topics ? { topics } : {}) }));
  const places = found.flatMap(({ topic, partitions }) =>
    partitions.map(({ partition, offset }) => ({ topic, partition, offset: Number(offset) })),
  );
  return new Map(places.filter(({ offset }) => offset >= 0).map((place) => [nameOf(place), place.offset]));
};

/** None while the member joins, or where it speaks another protocol than consumers do. */
const topicsAskedFor = (memberMetadata: Buffer): string[] => {
  try {
    return kafkajs.AssignerProtocol.MemberMetadata.decode(memberMetadata)?.topics ?? [];
  } catch {
    return [];
  }
};

const topicsIn = (committed: ReadonlyMap<string, number>): string[] =>
  [...committed.keys()].map((name) => name.slice(0, name.lastIndexOf('/')));

/** Groups of the cluster with the topics that their members ask for. */
const groupsOf = async (admin: Admin): Promise<Map<string, string[]>> => {
  const { groups } = await admin.listGroups();
  const ids = groups.filter(({ groupId }) => !groupId.includes(REPLICA)).map(({ groupId }) => groupId);
  const described = await admin.describeGroups(ids);
  return new Map(
    described.groups.map(({ groupId, members }) => [
      groupId,
      members.flatMap(({ memberMetadata }) => topicsAskedFor(memberMetadata)),
    ]),
  );
};

const positionOf = (group: string, end: End, committed: ReadonlyMap<string, number>): GroupPosition => {
  const at = committed.get(nameOf(end));
  const { topic, partition, offset: head, low } = end;
  return {
    group,
    topic,
    partition,
    head,
    committed: at ?? null,
    lag: Math.max(0, head - Math.max(at ?? 0, low)),
    expired: Math.max(0, low - (at ?? low)),
  };
};

/** What is asked of the cluster about logs and groups. */
export const createOffsets = (admin: Admin, contracts: Contracts) => {
  const ends = async (topics: Iterable<string>): Promise<End[]> =>
    (await Promise.all([...new Set(topics)].sort().map((topic) => endsOf(admin, topic)))).flat();
  const ofGroup = async (group: string, asked: string[]): Promise<GroupPosition[]> => {
    const committed = await committedBy(admin, group);
    const topics = [...asked, ...topicsIn(committed)].filter((topic) => contracts.find(topic));
    return (await ends(topics)).map((end) => positionOf(group, end, committed));
  };
  return {
    ends,
    committed: (group: string, topics: readonly string[]) => committedBy(admin, group, [...topics]),
    positions: async (): Promise<GroupPosition[]> => {
      const groups = await groupsOf(admin);
      return (await Promise.all([...groups].map(([group, topics]) => ofGroup(group, topics)))).flat();
    },
  };
};
export type Offsets = ReturnType<typeof createOffsets>;
