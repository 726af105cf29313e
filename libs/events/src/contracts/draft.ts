import { randomUUID } from 'node:crypto';
import type { BusEvent, WrittenEvent } from '../port/event.ts';
import { jsonBytes, type JsonBytes } from '../util/json-bytes.ts';
import { checkData, contractOf } from './check.ts';
import type { Contracts } from './registry.ts';
import { dataschemaOf, type TopicContract } from './topic.ts';

/** What a producer says; the rest of the event follows from the contract. */
export interface EventDraft<Data = unknown> {
  topic: string;
  /** Who says so: `/issuers/330000`, `/risk`, `/hub`. */
  source: string;
  /** RFC 3339 with offset, by the domain clock. */
  time: string;
  data: Data;
  /** The data as JSON, where it is there already. */
  json?: JsonBytes<Data>;
}

/** A draft whose data are typed by the contract; `topic` is needed where the contract names a family. */
export const draftOf = <Data>(
  contract: TopicContract<Data>,
  draft: Omit<EventDraft<Data>, 'topic'> & { topic?: string },
): EventDraft<Data> => ({ topic: contract.name, ...draft });

/** The whole event of a draft, with a fresh id; its data stand last, where relays look for them. @throws ContractViolation */
export const eventOf = (contracts: Contracts, draft: EventDraft): BusEvent => {
  const contract = contractOf(contracts, draft.topic);
  const data = checkData(contract, draft.topic, draft.data);
  const stateversion = contract.versionOf?.(data);
  return {
    specversion: '1.0',
    id: randomUUID(),
    source: draft.source,
    type: contract.name.replaceAll(/[{}]/g, ''),
    time: draft.time,
    topic: draft.topic,
    key: contract.keyOf(data),
    dataschema: dataschemaOf(contract),
    ...(stateversion === undefined ? {} : { stateversion }),
    data,
  };
};

/** Events as they go into the log. */
export const written = (events: readonly BusEvent[]): WrittenEvent[] =>
  events.map((event) => ({ ...event, data: jsonBytes(event.data) }));
