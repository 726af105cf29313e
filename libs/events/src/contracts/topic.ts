import type { z } from 'zod';

/** What is agreed about a topic, or about a family of topics whose name has a `{parameter}`. */
export interface TopicContract<Data = unknown> {
  /** `huren.code.v1`, or `huren.share.{issuer}.v1`. The number is the major version. */
  readonly name: string;
  /** Of the schema, `major.minor`. */
  readonly version: string;
  readonly title: string;
  /** What the key is, in words. */
  readonly key: string;
  readonly producers: readonly string[];
  /** The log keeps the last message of each key. */
  readonly compacted: boolean;
  /** Each message carries the whole state of its key, so that a later one replaces an earlier one. */
  readonly wholeState: boolean;
  readonly partitions: number;
  /** Days that messages are kept; null: for ever, but for compaction. */
  readonly retentionDays: number | null;
  readonly schema: z.ZodType<Data>;
  /** Members of the data that were signed with all their fields, or prove it: none of them is left out by any reader. */
  readonly signed?: readonly string[];
  keyOf(data: Data): string;
  /** Version of the state within its key, where the data has one. */
  versionOf?(data: Data): number;
}

const PARAMETER = /\{[a-z]+\}/g;

/** Whether a concrete topic name belongs to a contract. */
export const matches = (contract: TopicContract, topic: string): boolean =>
  new RegExp(`^${contract.name.replaceAll('.', '\\.').replaceAll(PARAMETER, '[0-9a-z-]+')}$`).test(topic);

/** The contract's schema as a URI: the CloudEvents attribute `dataschema`. */
export const dataschemaOf = (contract: TopicContract): string =>
  `urn:huren:contract:${contract.name.replaceAll(/[{}]/g, '')}:${contract.version}`;
