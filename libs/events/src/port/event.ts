import type { JsonBytes } from '../util/json-bytes.ts';

/**
 * A CloudEvents 1.0 event. In binary mode every attribute but `topic` and `data` is a header
 * (`ce_id`, …), `key` is the message's key and `data` its JSON body.
 */
export interface BusEvent<Data = unknown> {
  specversion: '1.0';
  /** Unique with `source`; what an inbox remembers. */
  id: string;
  /** Who says so, as a URI reference: `/issuers/330000`, `/risk`, `/hub`. */
  source: string;
  /** The topic's name; for a family of topics the family's. */
  type: string;
  /** RFC 3339 with offset, by the producer's domain clock. */
  time: string;
  topic: string;
  /** Order holds among events of one topic and key. */
  key: string;
  dataschema: string;
  /** Version of the state within its key, on topics whose messages carry a whole state. */
  stateversion?: number;
  data: Data;
}

/** An event as it goes from an outbox into the log, where nobody looks at its data. */
export type WrittenEvent = BusEvent<JsonBytes>;

/** An event at its place in a log. */
export interface Message<Data = unknown> {
  event: BusEvent<Data>;
  topic: string;
  partition: number;
  /** Grows within a partition, not without gaps. On a topic of one partition it is the sequence. */
  offset: number;
  /** Deliveries to this process so far, this one included. */
  attempts: number;
}
