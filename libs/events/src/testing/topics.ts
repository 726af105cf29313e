import { z } from 'zod';
import { eventOf, type EventDraft } from '../contracts/draft.ts';
import { contractsOf } from '../contracts/registry.ts';
import type { TopicContract } from '../contracts/topic.ts';
import type { BusEvent } from '../port/event.ts';

const state = z.union([
  z.strictObject({ id: z.string(), version: z.int().positive(), value: z.string() }),
  z.strictObject({ id: z.string(), version: z.int().positive(), erased: z.literal(true) }),
]);
export type State = z.infer<typeof state>;

const step = z.strictObject({ id: z.string(), step: z.int() });
export type Step = z.infer<typeof step>;

const common = { version: '1.0', title: 'for tests', key: 'id', producers: ['tests'], retentionDays: null };

const stateTopic: TopicContract<State> = {
  ...common,
  name: 'test.{case}.state.v1',
  compacted: true,
  wholeState: true,
  partitions: 4,
  schema: state,
  keyOf: (data) => data.id,
  versionOf: (data) => data.version,
};

const stepTopic: TopicContract<Step> = {
  ...common,
  name: 'test.{case}.step.v1',
  compacted: false,
  wholeState: false,
  partitions: 4,
  schema: step,
  keyOf: (data) => data.id,
};

const singleTopic: TopicContract<State> = { ...stateTopic, name: 'test.{case}.single.v1', partitions: 1 };

/** Topics for tests: each test takes concrete topics of its own. */
export const testContracts = contractsOf([stateTopic, stepTopic, singleTopic]);

const draft = (topic: string, data: unknown): EventDraft => ({
  topic,
  source: '/tests',
  time: '2020-03-16T09:00:00+08:00',
  data,
});

export const stateDraft = (topic: string, id: string, version: number, value = `v${version}`): EventDraft =>
  draft(topic, { id, version, value });
export const stepDraft = (topic: string, id: string, n: number): EventDraft => draft(topic, { id, step: n });

export const stateEvent = (...args: Parameters<typeof stateDraft>): BusEvent =>
  eventOf(testContracts, stateDraft(...args));
export const stepEvent = (...args: Parameters<typeof stepDraft>): BusEvent =>
  eventOf(testContracts, stepDraft(...args));
export const tombstone = (topic: string, id: string, version: number): BusEvent =>
  eventOf(testContracts, draft(topic, { id, version, erased: true }));

/** An event whose data break its contract, as a faulty producer would send it. */
export const broken = (event: BusEvent): BusEvent => ({ ...event, data: { nonsense: true } });
