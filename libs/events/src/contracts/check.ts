import type { BusEvent } from '../port/event.ts';
import { isLaterMinor, majorOf, readLater } from './later-minor.ts';
import type { Contracts } from './registry.ts';
import { dataschemaOf, type TopicContract } from './topic.ts';
import { ContractViolation, issuesOf, type ContractIssue } from './violation.ts';

/** The contract of a topic. @throws ContractViolation when there is none */
export const contractOf = (contracts: Contracts, topic: string): TopicContract => {
  const contract = contracts.find(topic);
  if (!contract) throw new ContractViolation(topic, [{ pointer: '/topic', message: 'is not a known topic' }]);
  return contract;
};

/** The data as the contract reads them. @throws ContractViolation */
export const checkData = <Data>(contract: TopicContract<Data>, topic: string, data: unknown): Data => {
  const result = contract.schema.safeParse(data);
  if (!result.success) throw new ContractViolation(topic, issuesOf(result.error));
  return result.data;
};

const unfit = (attribute: string): ContractIssue => ({
  pointer: `/${attribute}`,
  message: 'does not fit the data',
});

const attributeFault = (contract: TopicContract, event: BusEvent, data: unknown): ContractIssue | undefined => {
  if (event.id === '') return { pointer: '/id', message: 'is missing' };
  if (event.key !== contract.keyOf(data)) return unfit('key');
  if (event.stateversion !== contract.versionOf?.(data)) return unfit('stateversion');
  return majorOf(event.dataschema) === majorOf(dataschemaOf(contract)) ? undefined : unfit('dataschema');
};

/**
 * The event with its data as the contract reads them: of the reader's own version to the letter, of a later minor version
 * without the fields that came with it. @throws ContractViolation
 */
export const checkEvent = (contracts: Contracts, event: BusEvent): BusEvent => {
  const contract = contractOf(contracts, event.topic);
  const read = isLaterMinor(contract, event.dataschema) ? readLater : checkData;
  const data = read(contract, event.topic, event.data);
  const fault = attributeFault(contract, event, data);
  if (fault) throw new ContractViolation(event.topic, [fault]);
  return { ...event, data };
};
